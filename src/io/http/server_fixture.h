#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "io/http/server.h"
#include "io/net/testing/client.h"
#include "io/net/testing/log.h"

namespace crosspoint::io::http {

/// A server on loopback that shows one of each: a route, an ill one, one for monitors, a file, resources, WebSockets.
struct HttpServer : testing::Test {
  using Client = net::testing_support::Client;

  Site site() {
    Site site;
    auto const answer = [](Answer::Status status, std::string body) {
      return [=] { return Answer(status, "application/json", body); };
    };
    site.routes = {{"/health", {answer(Answer::Status::ok, "{}\n")}},
                   {"/ill", {answer(Answer::Status::service_unavailable, "[]\n")}},
                   {"/figures", {answer(Answer::Status::ok, "1\n"), "metrics"}}};
    static constexpr File files[] = {{"/", "text/html; charset=utf-8", "f00d", false, "<!doctype html>\n", {}, {}},
                                     {"/assets/a-1.js", "text/javascript", "cafe", true, "plain\n", "gzipped\n", "brotlied\n"}};
    site.files = files;
    site.resources = {"/api/", "api", [this](flow::HttpAsked asked) { ask(std::move(asked)); }};
    return site;
  }

  void open(Limits limits = {}, std::optional<net::Tls> tls = {}) { open(site(), limits, std::move(tls)); }
  void open(Site with, Limits limits = {}, std::optional<net::Tls> tls = {}) {
    server = Server::open({"127.0.0.1", 0, limits}, std::move(with), std::move(tls)).value();
  }

  /// The core of these tests: says what it was asked, unless it is to be silent.
  void ask(flow::HttpAsked asked) {
    auto const& request = asked.request;
    flow::HttpAnswer answer{asked.id,
                            200,
                            "text/plain",
                            request.method + " " + request.path + "?" + request.query + " " + request.body + "\n",
                            {{"X-Type", request.content_type}}};
    std::lock_guard const lock(mutex);
    questions.push_back(std::move(asked));
    if (!silent) server->carry_out({std::move(answer)});
  }

  std::size_t count_of_questions() {
    std::lock_guard const lock(mutex);
    return questions.size();
  }

  /// The lines of the answer up to and with the empty one.
  static std::vector<std::string> head(Client& client) {
    std::vector<std::string> lines;
    while (auto line = client.line()) {
      lines.push_back(*line);
      if (line == "\r") break;
    }
    return lines;
  }

  /// The first line of the answer to a request on a connection of its own; empty if there is none.
  std::string status_of(std::string const& request) {
    Client client(server->port());
    client.send(request);
    return client.line().value_or("");
  }

  net::testing_support::CaughtLog log;
  std::mutex mutex;
  std::vector<flow::HttpAsked> questions;
  bool silent = false;
  std::unique_ptr<Server> server;
};

}  // namespace crosspoint::io::http
