"""The page as a server: who may call, what reaches Gradio, who signs in."""
