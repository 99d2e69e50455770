"""The proxy that a computer's own settings name."""

from __future__ import annotations

import sys
import urllib.request

import pytest

from indexer.surroundings.proxies import by_portal, by_settings, system_proxy

PORTAL = ("org.freedesktop.portal.ProxyResolver", "Lookup")
HUB = "https://hub.example/x"


@pytest.mark.skipif(sys.platform == "win32", reason="D-Bus is for Unix")
@pytest.mark.parametrize(
    ("answer", "proxy"),
    [
        (["http://proxy.example:3128"], "http://proxy.example:3128"),
        (["socks://proxy.example:1080"], "socks5://proxy.example:1080"),
        (["direct://"], None),
        (["direct://", "http://proxy.example:3128"], None),
        (["socks4://old.example:1", "http://proxy.example:3128"], "http://proxy.example:3128"),
        (["nonsense"], None),
        ([], None),
    ],
)
def test_a_desktop_is_asked(make_bus, answer, proxy):
    bus = make_bus({PORTAL: ("as", answer)})
    assert by_portal(HUB, {"DBUS_SESSION_BUS_ADDRESS": bus.address}, 60.0) == proxy


@pytest.mark.skipif(sys.platform == "win32", reason="D-Bus is for Unix")
def test_a_desktop_that_does_not_know_or_is_too_slow(make_bus):
    assert by_portal(HUB, {}) is None
    assert by_portal(HUB, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}) is None
    assert by_portal(HUB, {"DBUS_SESSION_BUS_ADDRESS": make_bus().address}, 60.0) is None
    silent = make_bus(greets=False)
    assert by_portal(HUB, {"DBUS_SESSION_BUS_ADDRESS": silent.address}, 0.05) is None


@pytest.mark.parametrize(
    ("proxies", "proxy"),
    [
        ({}, None),
        ({"https": "http://p:1"}, "http://p:1"),
        ({"http": "http://p:1"}, None),
        ({"https": "p:1"}, "http://p:1"),
        ({"socks": "socks://p:1"}, "socks5://p:1"),
    ],
)
def test_settings(proxies, proxy):
    assert by_settings(HUB, lambda: proxies, lambda _host: False) == proxy
    assert by_settings(HUB, lambda: proxies, "hub.example".__eq__) is None


@pytest.mark.parametrize(
    ("platform", "names"),
    [
        ("win32", ("getproxies_registry", "proxy_bypass_registry")),
        ("darwin", ("getproxies_macosx_sysconf", "proxy_bypass_macosx_sysconf")),
    ],
)
def test_other_systems_are_asked_by_the_standard_library(monkeypatch, platform, names):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(urllib.request, names[0], lambda: {"https": "http://p:1"}, raising=False)
    monkeypatch.setattr(urllib.request, names[1], lambda _host: 0, raising=False)
    assert system_proxy(HUB) == "http://p:1"
