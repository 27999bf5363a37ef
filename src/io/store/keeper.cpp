#include "io/store/keeper.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include "io/store/local_time.h"

namespace crosspoint::io::store {
namespace {

constexpr std::size_t queue_bound = 10'000;
constexpr std::chrono::milliseconds watch_every{500};
constexpr std::chrono::milliseconds gathering{10};  ///< as long what nobody waits for may wait for more: a commit syncs the disk
constexpr std::chrono::milliseconds hooks_every{500};
constexpr std::chrono::hours clean_every{1};

using Work = std::variant<flow::Store, flow::ReadCalls, Task>;

// What the core is told when the store cannot do it.
flow::Input refusal(flow::Store const& store) { return flow::Stored{store.token, false}; }
flow::Input refusal(flow::ReadCalls const& question) { return flow::CallsRead{question.token, {}}; }

/// Calls are kept for later: nothing follows from their being stored.
bool can_wait(Work const& work) {
  auto const* const store = std::get_if<flow::Store>(&work);
  return store != nullptr &&
         (std::holds_alternative<flow::SaveCall>(store->change) || std::holds_alternative<flow::SaveWaitingCall>(store->change) ||
          std::holds_alternative<flow::ForgetWaitingCall>(store->change) ||
          std::holds_alternative<flow::SaveQueueCall>(store->change));
}

/// First what belongs to the hooks: when the core hears of a change, they know it.
Result<directory::Directory> load(Hooks const& hooks, Database& database) {
  auto const by_hooks = hooks.load ? hooks.load(database) : Result<>();
  return by_hooks ? database.load() : tl::make_unexpected(by_hooks.error());
}

}  // namespace

/// The store thread: everything below `run` belongs to it, the queue to both sides.
struct Keeper::Implementation {
  Implementation(Database opened, int version_loaded, Inputs loaded, Deliver to, Retention keep, Hooks with)
      : deliver(std::move(to)), retention(keep), hooks(std::move(with)), database(std::move(opened)), version(version_loaded) {
    thread = std::thread([this, first = std::move(loaded)]() mutable { run(std::move(first)); });
  }

  void carry_out(std::vector<flow::Effect> effects);
  bool carry_out(Task task);
  bool put(Work work);
  void stop();

  void run(Inputs first);
  std::optional<std::vector<Work>> next();
  void save(std::vector<flow::Store> stores);
  void read(flow::ReadCalls const& question);
  void watch();
  void clean();

  Deliver const deliver;
  Retention const retention;
  Hooks const hooks;
  Database database;
  int version = 0;       ///< of what others have committed, when last looked
  bool failing = false;  ///< the last look failed: said once in the log
  std::chrono::steady_clock::time_point clean_at{}, hooks_at{};

  std::mutex mutex;
  std::condition_variable wake;
  std::vector<Work> waiting;
  std::size_t refused = 0;  ///< since the queue was taken last
  bool hurry = false;       ///< somebody waits for one of them
  bool look = false;        ///< somebody says that the configuration has changed
  bool stopping = false;
  std::thread thread;
};

void Keeper::Implementation::carry_out(std::vector<flow::Effect> effects) {
  Inputs refusals;
  bool first = false, wakes = false;
  {
    std::lock_guard const lock(mutex);
    auto const enqueue = [&](auto work) {
      if (waiting.size() >= queue_bound) return refusals.push_back(refusal(work));
      wakes = put(std::move(work)) || wakes;
    };
    for (auto& effect : effects) {
      if (auto* const store = std::get_if<flow::Store>(&effect)) enqueue(std::move(*store));
      if (auto* const question = std::get_if<flow::ReadCalls>(&effect)) enqueue(*question);
      if (std::holds_alternative<flow::LookAtStore>(effect)) wakes = look = true;
    }
    first = refused == 0;
    refused += refusals.size();
  }
  if (wakes) wake.notify_one();
  if (refusals.empty()) return;
  if (first) spdlog::error("store: {} requests wait for it, further ones are refused", queue_bound);
  deliver(std::move(refusals));
}

bool Keeper::Implementation::carry_out(Task task) {
  bool wakes = false;
  {
    std::lock_guard const lock(mutex);
    if (waiting.size() >= queue_bound || stopping) return false;
    wakes = put(std::move(task));
  }
  if (wakes) wake.notify_one();
  return true;
}

/// With the lock held. Whether the thread has to be woken for it.
bool Keeper::Implementation::put(Work work) {
  auto const is_urgent = !can_wait(work);
  auto const wakes = waiting.empty() || (is_urgent && !hurry);
  hurry = hurry || is_urgent;
  waiting.push_back(std::move(work));
  return wakes;
}

void Keeper::Implementation::stop() {
  {
    std::lock_guard const lock(mutex);
    stopping = true;
  }
  wake.notify_one();
  if (thread.joinable()) thread.join();
}

void Keeper::Implementation::run(Inputs first) {
  deliver(std::move(first));
  clean();
  while (auto work = next()) {
    std::vector<flow::Store> stores;
    for (auto& item : *work) {
      if (auto* const store = std::get_if<flow::Store>(&item)) stores.push_back(std::move(*store));
      if (auto const* const task = std::get_if<Task>(&item)) (*task)(database);
    }
    if (!stores.empty()) save(std::move(stores));
    for (auto const& item : *work)
      if (auto const* const question = std::get_if<flow::ReadCalls>(&item)) read(*question);
    watch();
    if (hooks.save && std::chrono::steady_clock::now() >= hooks_at) {
      hooks.save(database);
      hooks_at = std::chrono::steady_clock::now() + hooks_every;
    }
    clean();
  }
  if (hooks.save) hooks.save(database);
}

/// All that waits, which may be nothing once watch_every has passed; no list at all when it is time to end and all is done.
std::optional<std::vector<Work>> Keeper::Implementation::next() {
  std::unique_lock lock(mutex);
  wake.wait_for(lock, watch_every, [this] { return stopping || look || !waiting.empty(); });
  if (!waiting.empty()) wake.wait_for(lock, gathering, [this] { return stopping || look || hurry; });
  look = hurry = false;
  if (stopping && waiting.empty()) return std::nullopt;
  auto work = std::exchange(waiting, {});
  auto const turned_away = std::exchange(refused, 0);
  lock.unlock();
  if (turned_away > 0) spdlog::error("store: {} requests were refused", turned_away);
  return work;
}

/// One commit for all of them; the answers follow it.
void Keeper::Implementation::save(std::vector<flow::Store> stores) {
  std::vector<flow::Change> changes;
  changes.reserve(stores.size());
  for (auto& store : stores) changes.push_back(std::move(store.change));
  auto done = database.save(changes);
  if (!done) spdlog::error("store: {} changes are lost: {}", stores.size(), done.error().detail);
  Inputs answers;
  answers.reserve(stores.size());
  for (std::size_t i = 0; i < stores.size(); ++i) answers.push_back(flow::Stored{stores[i].token, done && (*done)[i]});
  deliver(std::move(answers));
}

void Keeper::Implementation::read(flow::ReadCalls const& question) {
  auto calls = database.calls_of(question.user, question.most, question.before);
  auto const seen_until = calls ? database.history_seen(question.user) : tl::make_unexpected(calls.error());
  flow::CallsRead answer{question.token, {}, seen_until.value_or(WallTime{})};
  if (!seen_until) spdlog::error("store: {}", seen_until.error().detail);
  else
    for (auto& [call, number] : *calls) {
      auto date = local_time(call.started);
      answer.entries.push_back({std::move(call), std::move(date), number});
    }
  deliver({std::move(answer)});
}

/// Reads everything again when another process has changed it.
void Keeper::Implementation::watch() {
  auto const now = database.version_of_others();
  if (now && *now == version) return;
  auto loaded = now ? load(hooks, database) : tl::make_unexpected(now.error());
  if (!loaded) {
    if (!std::exchange(failing, true))
      spdlog::error("store: changes of the configuration are not seen: {}", loaded.error().detail);
    return;
  }
  failing = false;
  version = *now;
  spdlog::info("store: the configuration was changed and is read again");
  deliver({flow::Configured{std::move(*loaded)}});
}

void Keeper::Implementation::clean() {
  if (std::chrono::steady_clock::now() < clean_at) return;
  clean_at = std::chrono::steady_clock::now() + clean_every;
  auto const now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
  if (auto const done = database.forget_old(retention, now); !done) spdlog::error("store: {}", done.error().detail);
}

Result<std::unique_ptr<Keeper>> Keeper::open(std::string const& uri, Deliver deliver, Retention retention, Hooks hooks) {
  auto database = Database::open(uri);
  if (!database) return tl::make_unexpected(database.error());
  auto const version = database->version_of_others();
  if (!version) return tl::make_unexpected(version.error());
  auto personal = database->load_personal();
  if (!personal) return tl::make_unexpected(personal.error());
  auto queue_calls = database->load_queue_calls();
  if (!queue_calls) return tl::make_unexpected(queue_calls.error());
  auto forms = database->load_forms();
  if (!forms) return tl::make_unexpected(forms.error());
  auto loaded = load(hooks, *database);
  if (!loaded) return tl::make_unexpected(loaded.error());
  auto presences = database->load_presences();
  if (!presences) return tl::make_unexpected(presences.error());
  auto chat = database->load_chat(std::chrono::floor<Duration>(std::chrono::system_clock::now()));
  if (!chat) return tl::make_unexpected(chat.error());
  auto logins = database->load_logins();
  if (!logins) return tl::make_unexpected(logins.error());
  Inputs first;
  first.emplace_back(flow::LoginsLoaded{std::move(*logins)});
  first.emplace_back(std::move(*queue_calls));
  if (!forms->empty()) first.emplace_back(flow::FormsLoaded{std::move(*forms)});
  first.emplace_back(std::move(*chat));
  first.emplace_back(flow::PersonalLoaded{std::move(*personal)});
  if (!presences->empty()) first.emplace_back(flow::PresencesLoaded{std::move(*presences)});
  first.emplace_back(flow::Configured{std::move(*loaded)});
  return std::unique_ptr<Keeper>(new Keeper(std::make_unique<Implementation>(std::move(*database), *version, std::move(first),
                                                                             std::move(deliver), retention, std::move(hooks))));
}

Keeper::Keeper(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Keeper::~Keeper() { implementation_->stop(); }

void Keeper::carry_out(std::vector<flow::Effect> effects) { implementation_->carry_out(std::move(effects)); }
bool Keeper::carry_out(Task task) { return implementation_->carry_out(std::move(task)); }
void Keeper::stop() { implementation_->stop(); }

}  // namespace crosspoint::io::store
