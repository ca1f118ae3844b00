"""What the browser keeps of the server's answers is there when a late answer refers to it."""

import re

from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import at_rest

ENDS = "script_finished"


class Held:
    """The server's answers on their way to a page, which can be held back."""

    def __init__(self):
        self.answers, self.holds = [], False

    def between(self, page):
        page.route_web_socket(re.compile("_stcore/stream"), self.connect)

    def connect(self, socket):
        def answer(frame):
            if self.holds:
                self.answers.append((socket, frame))
            else:
                socket.send(frame)

        socket.connect_to_server().on_message(answer)

    def has_an_end(self):
        return any(ForwardMsg.FromString(frame).WhichOneof("type") == ENDS for _, frame in self.answers)

    def release(self):
        self.holds = False
        for socket, frame in self.answers:
            socket.send(frame)


def coloured(page, palette):
    page.locator(".st-key-palette input").click()
    page.get_by_role("option", name=palette).click()


def test_a_picture_asked_for_again_while_answers_are_on_their_way(visit):
    held = Held()
    with visit("/?task=anbn", before=held.between) as page:
        at_rest(page)
        coloured(page, "viridis")
        expect(page).to_have_url(re.compile("palette=viridis"))
        at_rest(page)
        held.holds = True
        coloured(page, "grey")
        while not held.has_an_end():
            page.wait_for_timeout(20)
        coloured(page, "cividis")
        expect(page.locator(".st-key-palette input")).to_have_value(re.compile("cividis"))
        held.release()
        expect(page).not_to_have_url(re.compile("palette="))
        at_rest(page)


def test_while_the_server_runs_a_token_it_is_said_that_it_is_asked(visit):
    held = Held()
    with visit("/what-if?task=recall&changes=token%2C5%2Cc", before=held.between) as page:
        outcome = page.locator("[data-part=outcome]")
        expect(outcome).to_contain_text("The answer changed at")
        at_rest(page)
        held.holds = True
        page.locator(".sentence [data-field=token]").fill("d")
        page.keyboard.press("Tab")
        expect(outcome).to_have_text("asking the server …")
        held.release()
        expect(outcome).to_contain_text("The answer changed at")
