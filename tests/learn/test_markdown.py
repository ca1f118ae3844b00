from lstmviz.learn.markdown import markdown_table


def test_a_table_has_a_head_a_rule_and_its_rows():
    assert markdown_table(("net", "right"), [("LSTM", "1.00"), ("RNN", "0.26")], numbers=[1]) == (
        "| net | right |\n| --- | ---: |\n| LSTM | 1.00 |\n| RNN | 0.26 |"
    )
