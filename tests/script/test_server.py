"""What `script/server` says before it installs anything: nothing here touches the machine."""

import re
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def refused(script, *arguments):
    """What a script that must stop at once says on its error output."""
    done = subprocess.run(
        [ROOT / "script" / script, *arguments], capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "", "8000x"])
def test_a_port_that_is_no_port_is_refused_with_an_example(port):
    assert "script/server --port 8001" in refused("server", "--port", port)


def test_a_forgotten_value_is_asked_for():
    assert "de 1 à 65535" in refused("server", "--port")
    assert "--host 0.0.0.0" in refused("server", "--host")


def test_an_unknown_option_is_named_and_the_known_ones_are_listed():
    said = refused("server", "--vide")
    assert "Option inconnue : --vide" in said
    assert "--empty" in said


def test_a_busy_port_is_named_with_a_free_one_to_type():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        said = refused("server", "--port", str(port))
    assert f"Le port {port} est déjà pris" in said
    offered = int(re.search(r"script/server --port (\d+)", said)[1])
    assert port < offered < port + 100
    socket.create_server(("127.0.0.1", offered)).close()


def test_an_address_of_another_machine_is_refused():
    # 192.0.2.0/24 is kept for documentation: no machine has it.
    assert "« 192.0.2.1 » n’est pas une adresse de cette machine" in refused(
        "server", "--host", "192.0.2.1"
    )
