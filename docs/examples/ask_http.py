"""Ask a running kotae page over its HTTP API and print the answer with its sources.

Needs ``pip install gradio_client``. Usage: ``python ask_http.py ADDRESS QUESTION``
"""

import sys

from gradio_client import Client


def main(address: str, question: str) -> None:
    """Print the answer, then each citation with its place."""
    client = Client(address, verbose=False)
    answer = client.predict(question=question, top_k=5, generate=False, api_name="/ask")
    print(answer["text"])
    for sentence in answer["sentences"]:
        for cited in sentence["citations"]:
            document = cited["document"]
            print(
                f"- {document['title']} ({document['file']}, {cited['start']}-{cited['end']}): {cited['quote']}"
            )
    client.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
