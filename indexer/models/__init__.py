"""What can be plugged in to help checking: other judges of stance, and a model for semantic retrieval.

Each implements a port of `checking` (`judges.Judge`, `semantic.Semantic`); none is the default, and `app` alone names
them. They may start the commands and read the model files they are given, and keep vectors under the index folder.
Third-party packages (onnxruntime, tokenizers, numpy) are imported only when a model is opened.
"""
