"""deploy/compose.yaml says where nginx.conf's servers are. By hand it was brought up with podman-compose."""

import re

import yaml

from tests.conftest import ROOT

SERVICES = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))["services"]
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def test_nginx_knows_the_address_of_every_server_before_and_after_it_is_made_anew():
    servers = {name: service for name, service in SERVICES.items() if "build" in service}
    addresses = {name: one["networks"]["default"]["ipv4_address"] for name, one in servers.items()}
    assert len(set(addresses.values())) == len(addresses) >= 2
    assert dict(host.split(":") for host in SERVICES["nginx"]["extra_hosts"]) == addresses
    for upstream in ("lstmviz", "hall"):
        block = re.search(rf"upstream {upstream} {{(.*?)}}", NGINX, re.DOTALL)[1]
        assert set(re.findall(r"server (\w+):8501", block)) == addresses.keys()


def test_servers_share_their_folder_and_differ_in_their_address_alone():
    one, *others = ({**service, "networks": None} for name, service in SERVICES.items() if name != "nginx")
    assert all(other == one for other in others)
    assert one["environment"]["LSTMVIZ_JOBS"].startswith(one["volumes"][0].split(":")[1])
