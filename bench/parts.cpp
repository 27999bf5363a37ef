// What the parts of an update cost one by one: cutting AMI, reading a request, writing an update, and a step of the core for each
// kind of event, taken from a recorded call through a queue.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/house_fixture.h"
#include "wire/ami/cutter.h"
#include "wire/fields/fields.h"
#include "wire/json/writer.h"

namespace {

using namespace crosspoint;
using core::House;

constexpr int calls = 1000;  ///< of which each kind of event is measured

std::string transcript(std::string const& name) {
  return House::read_file(std::filesystem::path(CROSSPOINT_SOURCE_DIR) / "tests" / "transcripts" / (name + ".ami"));
}

void cut_ami(benchmark::State& state) {
  auto const bytes = transcript("queue-answered");
  std::int64_t messages = 0;
  wire::ami::Cutter cutter(wire::ami::Cutter::Banner::none);
  for (auto _ : state) {
    cutter.feed(bytes);
    for (auto const* message = cutter.next(); message != nullptr; message = cutter.next()) {
      benchmark::DoNotOptimize(message->get("Event"));
      ++messages;
    }
  }
  state.SetItemsProcessed(messages);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}

void read_request(benchmark::State& state) {
  std::string_view const line =
      R"({"class":"getlist","commandid":495252308,"function":"updateconfig","listname":"phones","tid":"3","tipbxid":"xivo"})";
  for (auto _ : state) {
    boost::json::monotonic_resource memory;
    auto const request = boost::json::parse({line.data(), line.size()}, &memory);
    wire::Fields fields(request.get_object());
    benchmark::DoNotOptimize(fields.text("function"));
    benchmark::DoNotOptimize(fields.id("tid"));
  }
}

void write_update(benchmark::State& state) {
  WallTime const now{std::chrono::seconds{1'795'452'000}};
  for (auto _ : state)
    benchmark::DoNotOptimize(wire::json::Writer("getlist")
                                 .text("function", "updatestatus")
                                 .text("listname", "phones")
                                 .text("tipbxid", "xivo")
                                 .text("tid", "17")
                                 .open("status")
                                 .text("hintstatus", "8")
                                 .close()
                                 .line(now));
}

void replace_all(std::string& text, std::string_view from, std::string const& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::vector<std::string> messages_of(std::string_view text) {
  std::vector<std::string> messages;
  while (!text.empty()) {
    auto const end = std::min(text.size(), text.find("\r\n\r\n") + 4);
    messages.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return messages;
}

std::string kind_of(std::string_view message) { return std::string(message.substr(7, message.find('\r') - 7)); }

/// The recorded call as the `number`th one: channels, calls and the bridge have names of their own.
std::vector<std::string> call(std::string text, std::int64_t number) {
  auto const own = std::to_string(1'000'000 + number);
  auto const bridge = text.find("BridgeUniqueid: ") + 16;
  replace_all(text, text.substr(bridge, text.find('\r', bridge) - bridge), "bridge-" + own);
  replace_all(text, "1795451672", own);
  replace_all(text, "-0000000", "-" + own);
  return messages_of(text);
}

/// Hands an input in and confirms what the core stores. Returns how long the input itself took.
double step(House& house, flow::Input input) {
  auto const begin = std::chrono::steady_clock::now();
  auto const effects = house.core().step(std::move(input), house.now);
  auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  for (auto const& effect : effects)
    if (auto const* const store = std::get_if<flow::Store>(&effect))
      house.core().step(flow::Stored{store->token, true}, house.now);
  house.now += std::chrono::milliseconds(1);
  return took;
}

/// Whole calls pass through the core; the time of one kind of event in them counts.
void step_of(benchmark::State& state, std::string const& kind) {
  auto const recorded = transcript("queue-answered");
  House house;
  house.log_in(core::alice, "1001");
  std::int64_t number = 0;
  for (auto _ : state) {
    double time = 0;
    int count = 0;
    for (auto& message : call(recorded, ++number)) {
      auto const counts = kind_of(message) == kind;
      auto const took = step(house, flow::AmiBytes{flow::AmiLink::events, std::move(message)});
      if (!counts) continue;
      time += took;
      ++count;
    }
    state.SetIterationTime(time / count);
  }
}

}  // namespace

BENCHMARK(cut_ami);
BENCHMARK(read_request);
BENCHMARK(write_update);

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::set<std::string> kinds;
  for (auto const& message : messages_of(transcript("queue-answered"))) kinds.insert(kind_of(message));
  for (auto const& kind : kinds)
    benchmark::RegisterBenchmark(("step/" + kind).c_str(), step_of, kind)
        ->UseManualTime()
        ->Iterations(calls)
        ->Unit(benchmark::kMicrosecond);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
