"""Pieces know which characters they cover, whatever the text holds."""

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from ifolge.encoder.onnx import FILES
from ifolge.encoder.pieces import END, LONGEST_LINE, cut_pieces, piece_range

TOKENIZER = Tokenizer.from_file(str(FILES / "tokenizer.json"))
ODD = st.text(alphabet="aå é🙂\u0301\u00ad\u200f\u0000\n\t »«'9.", max_size=80) | st.text(
    max_size=40
)


@given(ODD)
def test_offsets_lie_in_the_text_and_ascend(text):
    pieces = cut_pieces(text, TOKENIZER)
    assert len(pieces.ids) == len(pieces.offsets)
    last = 0
    for start, end in pieces.offsets.tolist():
        assert 0 <= start <= end <= len(text)
        assert start >= last or start == end
        last = start


def test_a_line_ends_with_a_piece_of_its_own():
    pieces = cut_pieces("Mødet er aflyst.\n\nDet siger Kreml.", TOKENIZER)
    assert (pieces.ids == END).sum() == 2
    assert [int(pieces.offsets[i][0]) for i in pieces.lines] == [0, 18]


def test_a_range_covers_a_word():
    text = "Det bekræfter Kreml."
    pieces = cut_pieces(text, TOKENIZER)
    first, last = piece_range(pieces.offsets, 4, 13)
    assert pieces.offsets[first][0] == 4
    assert pieces.offsets[last - 1][1] == 13


def test_a_huge_line_is_one_line():
    text = "ord " * LONGEST_LINE
    pieces = cut_pieces(text, TOKENIZER)
    assert pieces.lines == (0,)
    assert (pieces.ids == END).sum() == 1
