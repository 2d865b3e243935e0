"""Write the graphs that ONNX Runtime computes: the default embedder's and the reader's.

    python -m training.assets.graphs src/kotae/embedding/assets

Both are the same encoder, BERT's (Devlin et al. 2019), with other heads. They hold no weights: every matrix is named
as the reader's file names it and is given when the graph is loaded (:mod:`kotae.embedding.encoder`), so a newly
trained file needs no new graph. All texts of a run have one length; that spares masks and padding.
"""

import argparse
from pathlib import Path
from typing import Any

import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper

__all__ = ["Graph", "embedder_graph", "reader_graph"]

_CONTRIBUTED = "com.microsoft"
_EPSILON = 1e-12


class Graph:
    """Nodes and the names of the weights they want.

    Args:
        hidden: Width of a token's state.
        inner: Width between the two products of a layer.
        heads: Attention heads.
        layers: How many layers.
    """

    _quantised = False

    def __init__(self, *, hidden: int = 384, inner: int = 1536, heads: int = 12, layers: int = 12) -> None:
        self._hidden, self._inner, self._heads = hidden, inner, heads
        self._nodes: list[NodeProto] = []
        self._weights: list[TensorProto] = []
        self.state = self._norm("embedded", "embedding_norm")
        for number in range(layers):
            self._layer(f"layers.{number}")

    def weight(self, name: str, *shape: int, kind: int = TensorProto.FLOAT) -> str:
        """Ask for a weight; matrices are ``(in, out)``. Returns its name."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="weights")
        self._weights.append(tensor)
        return name

    def node(
        self,
        kind: str,
        inputs: list[str],
        output: str,
        *,
        domain: str = "",
        **attributes: Any,  # noqa: ANN401  # an attribute may be of any type
    ) -> str:
        """Add an operation; return the name of what it gives."""
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, name=output, **attributes))
        return output

    def product(self, source: str, name: str, rows: int, columns: int, output: str) -> str:
        """Add a product with the matrix of this name, int8 where the graph's are; return the name of what it gives.

        Int8 tokens are scaled one by one: a few of them are many times as large as the others, which would be left with a
        handful of steps (Dettmers et al. 2022). The operation itself has one scale for all.
        """
        if not self._quantised:
            return self.node("MatMul", [source, self.weight(name, rows, columns)], output)
        sizes = self.node("Abs", [source], f"{output}.sizes")
        largest = self.node(
            "ReduceMax", [sizes, self.number("columns_axis", -1, 1)], f"{output}.largest", keepdims=1
        )
        even = self.node("Div", [source, largest], f"{output}.even")
        matrix = self.weight(name, rows, columns, kind=TensorProto.INT8)
        scale = self.weight(f"{name}.scale", columns)
        product = self.node(
            "DynamicQuantizeMatMul", [even, matrix, scale], f"{output}.even_product", domain=_CONTRIBUTED
        )
        return self.node("Mul", [product, largest], output)

    def linear(self, source: str, name: str, columns: int, output: str) -> str:
        """Add a product with a matrix in float, plus its bias."""
        product = self.node(
            "MatMul", [source, self.weight(f"{name}.weight", self._hidden, columns)], f"{output}.product"
        )
        return self.node("Add", [product, self.weight(f"{name}.bias", columns)], output)

    def number(self, name: str, value: int, *shape: int) -> str:
        """Add a whole number, once; return its name."""
        if any(weight.name == name for weight in self._weights):
            return name
        self._weights.append(helper.make_tensor(name, TensorProto.INT64, shape, [value]))
        return name

    def model(self, **outputs: list[str | int]) -> ModelProto:
        """Return the whole: ``embedded`` ``(texts, tokens, hidden)`` in, the named outputs with their shapes out."""
        given = helper.make_tensor_value_info(
            "embedded", TensorProto.FLOAT, ["texts", "tokens", self._hidden]
        )
        wanted = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()
        ]
        graph = helper.make_graph(self._nodes, "encoder", [given], wanted, self._weights)
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIBUTED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=8, producer_name="kotae")

    def _layer(self, name: str) -> None:
        hidden, inner = self._hidden, self._inner
        attended = self._attended(name)
        product = self.product(attended, f"{name}.out.weight", hidden, hidden, f"{name}.mixed")
        self._add(product, f"{name}.attention_norm", bias=f"{name}.out.bias")
        product = self.product(self.state, f"{name}.widen.weight", hidden, inner, f"{name}.wide")
        widened = self.node(
            "BiasGelu",
            [product, self.weight(f"{name}.widen.bias", inner)],
            f"{name}.bent",
            domain=_CONTRIBUTED,
        )
        product = self.product(widened, f"{name}.narrow.weight", inner, hidden, f"{name}.narrowed")
        self._add(product, f"{name}.output_norm", bias=f"{name}.narrow.bias")

    def _attended(self, name: str) -> str:
        """Add a layer's attention; in float its first product is part of it."""
        hidden, output = self._hidden, f"{name}.attended"
        if not self._quantised:
            qkv = [
                self.weight(f"{name}.qkv.weight", hidden, 3 * hidden),
                self.weight(f"{name}.qkv.bias", 3 * hidden),
            ]
            inputs = [self.state, *qkv]
            return self.node("Attention", inputs, output, domain=_CONTRIBUTED, num_heads=self._heads)
        product = self.product(self.state, f"{name}.qkv.weight", hidden, 3 * hidden, f"{name}.qkv")
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        self._nodes.append(
            helper.make_node("Split", [product], parts, axis=-1, num_outputs=3, name=f"{name}.parts")
        )
        inputs = [*parts, self.weight(f"{name}.qkv.bias", 3 * hidden)]
        return self.node("MultiHeadAttention", inputs, output, domain=_CONTRIBUTED, num_heads=self._heads)

    def _add(self, product: str, norm: str, *, bias: str) -> None:
        """Add product, bias and the state before it up, and normalise.

        Three operations take a fifth of the time of the one that does it all: that one adds up number by number.
        """
        added = self.node("Add", [product, self.state], f"{norm}.added")
        biased = self.node("Add", [added, self.weight(bias, self._hidden)], f"{norm}.biased")
        self.state = self._norm(biased, norm)

    def _norm(self, source: str, name: str) -> str:
        inputs = [source, *self._of_norm(name)]
        return self.node("LayerNormalization", inputs, f"{name}.state", epsilon=_EPSILON, axis=-1)

    def _of_norm(self, name: str) -> list[str]:
        """Return the names of what a norm multiplies with and adds."""
        return [self.weight(f"{name}.{part}", self._hidden) for part in ("weight", "bias")]


class QuantisedGraph(Graph):
    """A graph whose matrices are given as int8 with a scale a column.

    Tokens are made int8 as well before each product, which takes two thirds of the time where a processor has AVX2.
    """

    _quantised = True


def embedder_graph(**shape: int) -> ModelProto:
    """Return the embedder: unit vectors ``(texts, hidden)``, the mean over each text's tokens.

    Args:
        **shape: As for :class:`Graph`.
    """
    graph = Graph(**shape)
    mean = graph.node("ReduceMean", [graph.state, graph.number("tokens_axis", 1, 1)], "mean", keepdims=0)
    graph.node("LpNormalization", [mean], "vectors", axis=-1, p=2)
    return graph.model(vectors=["texts", shape.get("hidden", 384)])


def reader_graph(**shape: int) -> ModelProto:
    """Return the reader: scores of every token as start and end, and of every text; all logits.

    Args:
        **shape: As for :class:`Graph`.
    """
    graph = QuantisedGraph(**shape)
    graph.linear(graph.state, "span", 2, "spans")
    hidden = shape.get("hidden", 384)
    firsts = graph.node("Gather", [graph.state, graph.number("first_token", 0)], "firsts", axis=1)
    middle = graph.product(firsts, "mid.weight", hidden, hidden, "middle.product")
    pooled = graph.node(
        "Tanh", [graph.node("Add", [middle, graph.weight("mid.bias", hidden)], "middle")], "pooled"
    )
    graph.linear(pooled, "answers", 1, "answering")
    graph.linear(pooled, "claim", 3, "claims")
    return graph.model(spans=["texts", "tokens", 2], answering=["texts", 1], claims=["texts", 3])


def main() -> None:
    """Write both graphs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, model in (("embedder", embedder_graph()), ("reader", reader_graph())):
        onnx.save(model, folder / f"{name}.onnx")


if __name__ == "__main__":
    main()
