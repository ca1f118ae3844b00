"""A view of a few fields: what its link says, what it shares, what is told of a link that does not fit."""

from dataclasses import dataclass

from lstmviz.app.link.fields import link_field, number, one_of, whole
from lstmviz.app.link.view import MOST_NAMED, View, link_of, read_link, shared_fields


def below_most(word, view):
    return whole(0, view.most)(word, view)


@dataclass(frozen=True)
class Shown(View):
    """A view."""

    most: int = link_field(9, whole(1, 9), shared=True, entry=True)
    count: int = link_field(0, below_most)
    kind: str = link_field("red", one_of(["red", "blue"]), shared=True)
    share: float = link_field(0.5, number(0, 1))

    def link_words(self):
        """One field has another name; one is no part of the link where the kind is blue."""
        words = super().link_words() | {"count": "k"}
        return {name: word for name, word in words.items() if self.kind == "red" or name != "share"}


@dataclass(frozen=True)
class Tidy(Shown):
    """A view that says less than it holds."""

    def normalized(self):
        """Red is what blue of 0 is."""
        return self if self.count else Tidy(self.most, self.count)


def test_defaults_vanish_and_all_else_is_said_by_its_word():
    assert link_of(Shown()) == {}
    assert link_of(Shown(most=5, count=3, kind="red", share=0.25)) == {"most": "5", "k": "3", "share": "0.25"}
    assert link_of(Shown(kind="blue", share=0.25)) == {"kind": "blue"}


def test_what_need_not_be_said_is_left_out():
    assert link_of(Tidy(kind="blue")) == {}
    assert link_of(Tidy(kind="blue", count=1)) == {"k": "1", "kind": "blue"}


def test_words_are_read_into_the_view():
    assert read_link({"k": "3", "most": "5", "kind": "blue"}, Shown) == (Shown(5, 3, "blue"), [])
    assert read_link({}, Shown) == (Shown(), [])


def test_a_field_may_rely_on_those_before_it_whatever_the_order_of_the_link():
    view, dropped = read_link({"k": "6", "most": "5"}, Shown)
    assert view == Shown(most=5)
    assert dropped == ["In the link, k: '6' is not a whole number from 0 to 5."]


def test_each_bad_word_is_told_and_the_others_stay():
    view, dropped = read_link({"most": "10", "k": "2", "kind": "green", "share": "0.75"}, Shown)
    assert view == Shown(count=2, share=0.75)
    assert dropped == [
        "In the link, most: '10' is not a whole number from 1 to 9.",
        "In the link, kind: there is no 'green'; choose one of red, blue.",
    ]


def test_unknown_words_are_named_up_to_a_number():
    one = "In the link, this page does not know 'z'; the rest of it is shown."
    assert read_link({"z": "1", "k": "2"}, Shown) == (Shown(count=2), [one])
    names = [f"z{number}" for number in range(MOST_NAMED + 1)]
    _, (all_named,) = read_link(dict.fromkeys(names[:MOST_NAMED], ""), Shown)
    _, (cut,) = read_link(dict.fromkeys(names, ""), Shown)
    assert "…" not in all_named
    assert all(repr(name) in all_named for name in names[:MOST_NAMED])
    assert cut == all_named.replace("; the rest", ", …; the rest")


def test_a_field_that_the_view_does_not_say_is_unknown_and_stays_at_its_default():
    view, (told,) = read_link({"kind": "blue", "share": "0.25"}, Shown)
    assert view == Shown(kind="blue")
    assert "'share'" in told


def test_only_what_is_declared_so_goes_along_to_other_pages():
    assert shared_fields(Shown) - shared_fields(View) == {"most", "kind"}
    assert Shown().subject() == ""
    assert Shown().normalized() == Shown()


def test_a_field_keeps_what_it_was_declared_with():
    fields = {name: field.metadata for name, field in Shown.__dataclass_fields__.items()}
    assert [fields[name]["entry"] for name in ("most", "count")] == [True, False]
    plain = link_field(3, below_most)
    assert plain.default == 3
    assert plain.metadata["write"](3, Shown()) == "3"
    told = {"read": below_most, "write": plain.metadata["write"]}
    assert dict(plain.metadata) == told | {"shared": False, "entry": False}
    shared = link_field(3, below_most, shared=True, entry=True, write=told["write"])
    assert dict(shared.metadata) == told | {"shared": True, "entry": True}
