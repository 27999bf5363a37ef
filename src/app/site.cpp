#include "app/site.h"

#include <string>
#include <string_view>

#include "app/clock.h"

namespace crosspoint::app {
namespace {

/// Whom the sign-in page offers to be, with their passwords in demo/demo.yml.
constexpr std::string_view people_of_the_demo = R"([
  {"login": "alice", "password": "alice-demo", "name": "Alice Martin"},
  {"login": "carol", "password": "carol-demo", "name": "Carol Reyes"}
])";

io::http::Answer demo(bool on) {
  io::http::Answer answer(io::http::Answer::Status::ok, "application/json", std::string(on ? people_of_the_demo : "[]"));
  answer.set(io::http::Answer::Field::cache_control, "no-store");
  return answer;
}

}  // namespace

io::http::Site site(Config::Http const& config, Monitoring& monitoring, io::auth::Tokens& tokens, io::net::Network& network,
                    io::Deliver const& deliver) {
  io::http::Site site;
  site.routes = {{"/metrics", {[&] { return monitoring.metrics(network.backlog()); }, std::string(io::auth::metrics_scope)}},
                 {"/health", {[&] { return monitoring.health(); }}},
                 {"/ready", {[&] { return monitoring.ready(); }}},
                 {"/demo", {[on = config.demo] { return demo(on); }}}};
  site.files = io::http::embedded_files();
  site.websockets = {"/ws", config.origins, [&](io::net::Adopted adopted) { network.adopt_websocket(std::move(adopted)); }};
  site.resources = {"/api/", std::string(io::auth::api_scope), [deliver](flow::HttpAsked asked) {
                      io::Inputs inputs;
                      inputs.emplace_back(std::move(asked));
                      deliver(std::move(inputs));
                    }};
  for (auto const& network_of_monitors : config.monitors)
    if (auto const range = io::net::Range::parse(network_of_monitors)) site.guard.ranges.push_back(*range);
  site.guard.knows = [&](std::string_view token, std::string_view scope) { return tokens.admits(token, scope, Clock::wall()); };
  return site;
}

}  // namespace crosspoint::app
