// One client asks for the configuration and the status of every phone, agent and queue, again and again, many questions at once.
#include <algorithm>

#include "load/phases/phases.h"

namespace crosspoint::load::phases {
namespace {

void ask(std::string& out, std::string_view list, std::size_t id) {
  for (std::string_view const function : {"updateconfig", "updatestatus"}) {
    out.append(R"({"class":"getlist","commandid":1,"function":")").append(function).append(R"(","listname":")").append(list);
    out.append(R"(","tid":")").append(std::to_string(id)).append("\",\"tipbxid\":\"xivo\"}\n");
  }
}

/// All that there is, once.
std::string questions(House const& house, std::size_t phones) {
  std::string out;
  for (std::size_t id = 1; id <= phones; ++id) ask(out, "phones", id);
  for (std::size_t id = 1; id <= house.agents; ++id) ask(out, "agents", id);
  for (std::size_t id = 1; id <= house.queues; ++id) ask(out, "queues", id);
  return out;
}

Result<> run(Bench& bench) {
  auto const site = bench.site();
  if (!site) return tl::make_unexpected(site.error());
  auto const& house = (*site)->house();
  Crowd crowd(bench.loop, (*site)->door(bench.options.transport), bench.options.transport);
  crowd.come(house.users, house.users);
  if (auto in = bench.wait_for("the client", [&] { return crowd.in() == 1; }); !in) return in;
  auto const round = questions(house, house.users / 2);
  auto const asked_a_round = static_cast<std::uint64_t>(std::ranges::count(round, '\n'));
  std::uint64_t answers = 0, asked = 0;
  crowd.listener = [&](Client const&, std::string_view line) {
    if (line.find(R"("replyid":1)") != std::string_view::npos) ++answers;
  };
  Meter const meter((*site)->server());
  for (auto const end = Clock::now() + from_seconds(bench.options.seconds); Clock::now() < end;) {
    crowd[0].send(round);
    asked += asked_a_round;
    auto const nearly = [&] { return answers + asked_a_round / 2 >= asked; };
    if (auto got = bench.wait_for("answers", nearly); !got) return got;
  }
  if (auto got = bench.wait_for("the last answers", [&] { return answers >= asked; }); !got) return got;
  auto const all = static_cast<double>(answers);
  bench.report.add({"requests", "answered", all / in_seconds(meter.wall()), "1/s", {}, at_least(200'000)});
  bench.report.add({"requests", "CPU of the server a request", in_seconds(meter.cpu()) * 1e6 / all, "us", {}, {}});
  bench.note_generator("requests", meter.share_of_generator());
  return {};
}

}  // namespace

constinit Phase const requests{"requests", "one client asks for everything", Phase::When::usually, run};

}  // namespace crosspoint::load::phases
