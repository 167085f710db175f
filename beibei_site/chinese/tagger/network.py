"""Two layers of gated recurrent units, each read from both ends, as in LAC (Jiao et al. 2018, "Chinese
lexical analysis with deep Bi-GRU-CRF network")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beibei_site.chinese.recurrent import Batch, Floats, Ids, Layer, read_both_ways


@dataclass(frozen=True, slots=True)
class Network:
    """From characters to a score for each tag."""

    characters: Floats  # [vocabulary, inputs]
    layers: tuple[Layer, ...]
    out: Floats  # [2 * units, tags]
    out_bias: Floats  # [tags]

    def scores(self, ids: Ids, lengths: Sequence[int]) -> Floats:
        """Scores indexed [character, sentence, tag]; `ids[t, s]` is character t of sentence s. They are 0
        beyond the end of a sentence."""
        longest = np.argsort(-np.asarray(lengths), kind="stable")
        batch = Batch.of(np.asarray(lengths)[longest])
        places = batch.step, longest[batch.sequence]
        values = self.characters[ids[places]]
        for layer in self.layers:
            values = read_both_ways(layer, values, batch)
        scores = np.zeros((*ids.shape, len(self.out_bias)), np.float32)
        scores[places] = values @ self.out + self.out_bias
        return scores
