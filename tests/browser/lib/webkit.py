#!/usr/bin/python3
"""A WebKitGTK window that WebKitWebDriver starts: it keeps its data in a profile and its files in a folder."""

import json
import os
from urllib.parse import quote

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

TOLD = json.loads(os.environ["YARDSTICK_WEBKIT"])

window = Gtk.Window(default_width=1280, default_height=900)
manager = WebKit2.WebsiteDataManager(
    base_data_directory=TOLD["profile"] + "/data", base_cache_directory=TOLD["profile"] + "/cache"
)
if TOLD.get("proxy"):
    settings = WebKit2.NetworkProxySettings.new(TOLD["proxy"], ["127.0.0.1"])
    manager.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, settings)
context = WebKit2.WebContext(website_data_manager=manager)
context.set_automation_allowed(True)


def view(session):
    made = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    made.get_settings().set_enable_write_console_messages_to_stdout(True)
    made.connect("resource-load-started", lambda _, __, asked: print("REQUEST", asked.get_uri(), flush=True))
    window.add(made)
    window.show_all()
    return made


def begin(_, session):
    about = WebKit2.ApplicationInfo()
    about.set_name("yardstick")
    about.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(about)
    session.connect("create-web-view", view)


def save(_, download):
    def decide(download, name):
        download.set_destination("file://" + quote(TOLD["downloads"] + "/" + name))
        return True

    download.connect("decide-destination", decide)


context.connect("automation-started", begin)
context.connect("download-started", save)
Gtk.main()
