// How long a search through 100 000 contacts takes, and what memory its index holds. The index is one block of folded text; the
// contacts themselves come on top of it.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "base/fold.h"
#include "domain/people/contact_book.h"

namespace {

using namespace crosspoint;

constexpr std::size_t contacts = 100'000;

/// Contacts as an office has them: two names, two numbers, an address, a company.
domain::ContactBook make_book() {
  static constexpr std::array first{"Alice", "Bob", "Zoé", "Éléonore", "Søren", "Jean-Paul", "Maria", "Łukasz", "Ingrid", "Omar"};
  static constexpr std::array last{"Martin", "Stone", "Müller", "Reyes", "Okafor", "Novák", "Weiss", "Kim", "Roux", "Østergård"};
  std::vector<directory::Contact> all;
  all.reserve(contacts);
  for (std::size_t i = 0; i < contacts; ++i) {
    auto const number = std::to_string(i);
    auto const tail = std::string(6 - number.size(), '0') + number;
    all.push_back({number,
                   {{"firstname", first[i % first.size()]},
                    {"lastname", last[i / 10 % last.size()] + number},
                    {"number", "01 " + tail.substr(0, 2) + " " + tail.substr(2, 2) + " " + tail.substr(4) + " 00"},
                    {"mobile", "+336" + tail + "00"},
                    {"email", "user" + number + "@example.org"},
                    {"company", "Example"}}});
  }
  domain::ContactBook book;
  book.assign(std::move(all));
  return book;
}

domain::ContactBook const& book() {
  static domain::ContactBook const made = make_book();
  return made;
}

/// One search as People does it: folds the pattern and copies the first 1 000 that are found.
void search(benchmark::State& state, std::string const& pattern) {
  std::size_t found = 0;
  for (auto _ : state) {
    std::vector<directory::Contact> people;
    book().search(folded(pattern), [&](directory::Contact const& contact) {
      people.push_back(contact);
      return people.size() < 1000;
    });
    found = people.size();
    benchmark::DoNotOptimize(people);
  }
  state.counters["found"] = static_cast<double>(found);
}

void replace(benchmark::State& state) {
  auto own = book();
  std::size_t next = 0;
  for (auto _ : state) own.put(*own.find(std::to_string(next++ * 7 % contacts)));
}

}  // namespace

BENCHMARK_CAPTURE(search, short_hit, "zo")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, short_miss, "qx")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, one_letter, "e")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, long_hit_at_the_end, "Østergård99999")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, long_miss, "user nobody at example dot org")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, number, "01 09-99-99.00")->Unit(benchmark::kMillisecond);
BENCHMARK(replace)->Unit(benchmark::kMicrosecond);

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  book();  // made before the clock runs
  benchmark::RunSpecifiedBenchmarks();
  std::printf("people: the index of %zu contacts holds %zu bytes per contact\n", contacts, book().memory_of_index() / contacts);
  return 0;
}
