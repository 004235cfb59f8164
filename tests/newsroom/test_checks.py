"""No other class takes the place of the newsroom's bulk actions without a word."""

from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction

from newsroom import checks


class Registry:
    def __init__(self, answering):
        self.answering = answering

    def get_bulk_action_class(self, app_label, model_name, action):
        return self.answering


def test_the_newsrooms_answer_today():
    assert checks.our_bulk_actions_answer(None) == []


def test_another_that_answers_is_named(monkeypatch):
    monkeypatch.setattr(checks, "bulk_action_registry", Registry(DeleteBulkAction))
    errors = [error.msg for error in checks.our_bulk_actions_answer(None)]
    assert len(errors) == sum(map(len, checks.OURS.values()))
    assert "answered by wagtail.admin.views.pages.bulk_actions.delete" in errors[0]


def test_an_action_that_nobody_answers_is_named(monkeypatch):
    monkeypatch.setattr(checks, "bulk_action_registry", Registry(None))
    assert "by nobody" in checks.our_bulk_actions_answer(None)[0].msg
