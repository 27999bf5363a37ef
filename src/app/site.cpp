#include "app/site.h"

#include "app/clock.h"

namespace crosspoint::app {

io::http::Site site(Config::Http const& config, Monitoring& monitoring, io::auth::Tokens& tokens, io::net::Network& network,
                    io::Deliver const& deliver) {
  io::http::Site site;
  site.routes = {{"/metrics", {[&] { return monitoring.metrics(network.backlog()); }, std::string(io::auth::metrics_scope)}},
                 {"/health", {[&] { return monitoring.health(); }}},
                 {"/ready", {[&] { return monitoring.ready(); }}}};
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
