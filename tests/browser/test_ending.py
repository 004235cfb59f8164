"""The server that `make run` starts ends when it is told to."""

from .server import served


def test_ctrl_c_ends_the_server_each_time_and_says_nothing(data_folder, site):
    before = set(data_folder.glob("server-*.log"))
    # What keeps a worker from ending is a matter of luck.
    for _time in range(4):
        with served(data_folder):
            pass
    logs = set(data_folder.glob("server-*.log")) - before
    assert len(logs) == 4 and not any("Traceback" in log.read_text() for log in logs)
