"""The FastAGI port, as telephony 4.13 has it: raw questions of the dialplan to a running server."""

from conformance.people import of_user
from support.fastagi import Question
from support.server import Server
from support.waiting import wait_until

CONFIG = {"agi": {"ring_time": 25}}

BOB = "2"
BOBS_PHONE = "PJSIP/1002-0000000a"


def ask(server, *question, **caller):
    with Question(server.agi_address, *question, **caller) as asked:
        return asked.variables()


def dial_code(server, *question):
    return ask(server, "service", *question, channel=BOBS_PHONE)


def test_a_user_without_services_is_rung(server):
    assert ask(server, "user", "1002") == {"XP_INTERFACE": "PJSIP/1002", "XP_TIMEOUT": "25", "XP_ACTION": "dial"}


def test_an_extension_that_is_no_user_gets_nothing(server):
    for number in ("4001", "", "no such thing"):
        assert ask(server, "user", number) == {}
    assert ask(server, "user") == {}
    assert ask(server, "weather", "1002") == {}


def test_T172_a_feature_code_changes_the_state_and_is_pushed_to_clients(server, alice, bob):
    for word, on in (("enablednd", True), ("enablednd", False)):
        marks = [(client, client.mark()) for client in (alice, bob)]
        assert dial_code(server, word) == {"XP_STATE": str(int(on))}
        for client, mark in marks:
            client.wait_for({**of_user(BOB, "updateconfig"), "config": {"enablednd": on}}, after=mark)
    mark = alice.mark()
    assert dial_code(server, "fwdunc", "1003") == {"XP_STATE": "1"}
    alice.wait_for({**of_user(BOB, "updateconfig"), "config": {"enableunc": True, "destunc": "1003"}}, after=mark)
    assert dial_code(server, "fwdundoall") == {"XP_STATE": "0"}
    alice.wait_for({**of_user(BOB, "updateconfig"), "config": {"enableunc": False, "destunc": "1003"}}, after=mark)


def test_T172_what_the_phone_heard_is_in_force_after_a_power_cut():
    with Server() as server:
        for word, on in (("enablednd", "1"), ("enablednd", "0"), ("enablednd", "1")):
            assert dial_code(server, word) == {"XP_STATE": on}
            server.kill()
            server.start()
            assert ask(server, "user", "1002")["XP_ACTION"] == ("busy" if on == "1" else "dial")


def test_T172_a_code_from_a_phone_that_is_nobodys_changes_nothing(server, alice):
    alice.ask({"class": "keepalive"})
    mark = alice.mark()
    assert ask(server, "service", "enablednd", channel="PJSIP/trunk-00000001") == {}
    assert alice.hears_nothing({"function": "updateconfig"}, mark)


def test_T172_an_agent_code_logs_on_at_the_phone_that_dials_it(server, alice):
    for word, state, availability in (("toggle", "1", "available"), ("toggle", "0", "logged_out"), ("login", "1", "available"),
                                      ("logout", "0", "logged_out")):
        mark = alice.mark()
        assert ask(server, "agentcode", word, "2001", channel=BOBS_PHONE) == {"XP_STATE": state}
        told = alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": availability}}, after=mark)
        assert told["status"]["phonenumber"] == ("1002" if state == "1" else None)
    assert ask(server, "agentcode", "login", "4711", channel=BOBS_PHONE) == {}
    assert ask(server, "agentcode", "login", "2001", channel="PJSIP/trunk-00000001") == {}


def test_T076_the_phone_of_an_agent(server, alice):
    assert ask(server, "agent", "1") == {}
    mark = alice.mark()
    ask(server, "agentcode", "login", "2001", channel=BOBS_PHONE)
    assert ask(server, "agent", "1") == {"XP_INTERFACE": "PJSIP/1002"}
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "available"}}, after=mark)
    ask(server, "agentcode", "logout", "2001", channel=BOBS_PHONE)
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "logged_out"}}, after=mark)


def test_T167_T168_T170_T171_services_are_answered_at_once(server):
    dial_code(server, "fwdrna", "1003")
    dial_code(server, "fwdbusy", "1004")
    dial_code(server, "incallfilter")
    dial_code(server, "callrecord")
    answer = ask(server, "user", "1002")
    assert answer.pop("XP_RECORD").endswith("-1002-1795452018.43.wav")
    assert answer == {"XP_INTERFACE": "PJSIP/1002", "XP_TIMEOUT": "25", "XP_OPTIONS": "p", "XP_BUSY": "1004@default",
                      "XP_NOANSWER": "1003@default", "XP_UNAVAIL": "1003@default", "XP_ACTION": "dial"}
    dial_code(server, "enablednd")
    assert ask(server, "user", "1002") == {"XP_BUSY": "1004@default", "XP_ACTION": "busy"}
    dial_code(server, "fwdunc", "1003")
    assert ask(server, "user", "1002") == {"XP_DEST": "1003@default", "XP_REASON": "cfu", "XP_ACTION": "forward"}
    for word in ("enablednd", "incallfilter", "callrecord", "fwdundoall"):
        dial_code(server, word)


def test_T174_whoever_is_silent_is_left_alone_after_200_ms(server):
    with Question(server.agi_address, "user", "1002") as silent, Question(server.agi_address, "user", "1002") as half, \
            Question(server.agi_address, "user", "1002") as unreplied:
        half.send(half.request[:40])
        assert unreplied.ask().command().startswith("SET VARIABLE")  # which is never confirmed
        for each in (silent, half, unreplied):
            assert 0.1 < each.closed_after() < 1.0


def test_T175_a_caller_who_hangs_up_meanwhile_does_no_harm(server):
    with Question(server.agi_address, "user", "1002") as question:
        question.ask().send("HANGUP\n")
        assert question.command().startswith("SET VARIABLE")
        question.send("200 result=1\nHANGUP\n")
        assert question.command().startswith("SET VARIABLE")
    for _ in range(20):
        Question(server.agi_address, "user", "1002").ask().close()  # and one who vanishes
    assert ask(server, "user", "1002")["XP_ACTION"] == "dial"


def test_what_is_no_question_ends_the_connection_alone(server, alice):
    for junk in ("GET / HTTP/1.1\n\n", "agi_network_script: user\nagi_arg_7: x\n\n", "\n\n", "x" * 20000, "\0\xff\n\n"):
        with Question(server.agi_address, "user") as question:
            question.send(junk)
            assert question.closed_after() < 1.0
    assert alice.ask({"class": "keepalive"})


def test_not_more_questions_at_a_time_than_the_limit(server):
    """256, each 200 ms at most; what is too much is left alone at once, and afterwards all is as before."""
    questions = [Question(server.agi_address, "user", "1002") for _ in range(300)]
    assert all(question.closed_after() < 2.0 for question in questions)
    for question in questions:
        question.close()
    wait_until(lambda: ask(server, "user", "1002").get("XP_ACTION") == "dial", what="an answer again")
