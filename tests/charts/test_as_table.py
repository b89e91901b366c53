"""Every mark of a chart that says something stands in the table beside it, and selects what its click selects."""

import plotly.graph_objects as go

from overlap.charts.as_table import read_out


def test_marks_become_rows_of_plain_words_with_what_a_click_on_them_gives() -> None:
    figure = go.Figure()
    figure.add_scatter(x=[1, 2], y=[0, 0], hoverinfo="skip", hovertext=["a line", "of an interval"])
    figure.add_bar(x=[3, 4], customdata=[[7, "a"], [8, "b"]], hovertext=["A &amp; B<br><b>€ 3</b><br>2 deals", "C"])
    first, second = read_out(figure)
    assert (first.mark, first.says, first.trace) == ("A & B", "€ 3; 2 deals", 1)
    assert (list(first.data), list(second.data)) == ([7, "a"], [8, "b"])
    assert (second.mark, second.says) == ("C", "")


def test_marks_that_say_the_same_are_one_row() -> None:
    figure = go.Figure()
    for symbol in ("circle-open", "circle"):
        figure.add_scatter(x=[1], y=[0], marker_symbol=symbol, hovertext=["Partner<br>12%"], customdata=[0])
    assert [line.mark for line in read_out(figure)] == ["Partner"]


def test_a_map_is_read_row_by_row_and_nothing_said_is_no_row() -> None:
    figure = go.Figure(go.Heatmap(z=[[1, 2], [3, 4]], hovertext=[["a", "b"], ["", "d"]]))
    assert [line.mark for line in read_out(figure)] == ["a", "b", "d"]
    assert read_out(go.Figure(go.Bar(x=[1]))) == []
