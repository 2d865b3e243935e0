"""Ask a running ``kotae serve --api`` with OpenAI's client. Usage: ``python openai_chat.py ADDRESS TOKEN QUESTION``."""

import sys

from openai import OpenAI

client = OpenAI(base_url=sys.argv[1], api_key=sys.argv[2])
for chunk in client.chat.completions.create(
    model="kotae", messages=[{"role": "user", "content": sys.argv[3]}], stream=True
):
    print(chunk.choices[0].delta.content or "", end="")
    for source in (chunk.model_extra or {}).get("sources", ()):
        print(f"\n[{source['number']}] {source['source']['path']} {source['start']}-{source['end']}", end="")
print()
