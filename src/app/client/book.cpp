#include "app/client/book.h"

#include <algorithm>

namespace crosspoint::app::client {
namespace {

constexpr std::size_t most_asked = 128;

std::string key_of(std::string_view function, std::string_view list, std::string_view id) {
  return std::string(function) + " " + std::string(list) + " " + std::string(id);
}

void merge_into(object& known, object const& news) {
  for (auto const& [key, value] : news) known[key] = value;
}

}  // namespace

std::string Element::text(std::string_view key) const { return text_of(config, key); }
std::string Element::state(std::string_view key) const { return text_of(status, key); }

std::string Book::begin() {
  for (auto const& list : lists_) want("listid", list, "");
  return next_requests();
}

void Book::want(std::string_view function, std::string_view list, std::string_view id) {
  wanted_.emplace_back(key_of(function, list, id), list_request(function, list, id));
}

std::string Book::next_requests() {
  std::string lines;
  for (; !wanted_.empty() && asked_.size() < most_asked; wanted_.pop_front()) {
    lines += wanted_.front().second;
    asked_.insert(std::move(wanted_.front().first));
  }
  complete_ = complete_ || asked_.empty();
  return lines;
}

std::string Book::waiting_for() const {
  if (asked_.empty()) return "";
  auto const& key = *asked_.begin();
  auto const list = key.find(' ') + 1;
  return key.substr(list, key.find(' ', list) - list);
}

Book::Taken Book::take(Message const& message) {
  auto const function = text_of(message.fields, "function");
  auto const list = text_of(message.fields, "listname");
  auto const id = text_of(message.fields, "tid");
  if (!message.is("getlist") || std::ranges::find(lists_, list) == lists_.end()) return {};
  Taken taken;
  auto const was_asked = asked_.erase(key_of(function, list, id)) > 0;
  auto const add = [&](std::optional<Change> change) {
    if (change && complete_) taken.changes.push_back(std::move(*change));
  };
  if (function == "listid" || function == "addconfig") {
    for (auto const& each : texts_of(message.fields, "list")) {
      want("updateconfig", list, each);
      want("updatestatus", list, each);
    }
  } else if (function == "delconfig") {
    for (auto const& each : texts_of(message.fields, "list")) add(remove(list, each));
  } else if (find(list, id) || (was_asked && !object_of(message.fields, "config").empty())) {
    add(merge(message, list, id));  // a push about a stranger is about an element that is hidden from this user
  }
  taken.send = next_requests();
  return taken;
}

Change Book::merge(Message const& message, std::string const& list, std::string const& id) {
  Change change{.list = list, .id = id, .before = {}, .after = {}};
  if (auto const* known = find(list, id)) change.before = *known;
  auto& element = elements_[list][id];
  merge_into(element.config, object_of(message.fields, "config"));
  merge_into(element.status, object_of(message.fields, "status"));
  change.after = element;
  return change;
}

std::optional<Change> Book::remove(std::string const& list, std::string const& id) {
  auto& known = elements_[list];
  auto const found = known.find(id);
  if (found == known.end()) return std::nullopt;
  Change change{.list = list, .id = id, .before = std::move(found->second), .after = {}};
  known.erase(found);
  return change;
}

std::map<std::string, Element> const& Book::all(std::string const& list) const {
  static std::map<std::string, Element> const none;
  auto const found = elements_.find(list);
  return found == elements_.end() ? none : found->second;
}

Element const* Book::find(std::string const& list, std::string const& id) const {
  auto const& known = all(list);
  auto const found = known.find(id);
  return found == known.end() ? nullptr : &found->second;
}

std::string Book::user(std::string const& id) const {
  auto const* user = find("users", id);
  auto const name = user ? user->text("fullname") : "";
  return name.empty() ? "user " + id : name;
}

std::string Book::phone(std::string const& id) const {
  auto const* phone = find("phones", id);
  if (!phone) return "phone " + id;
  auto const number = phone->text("number");
  return user(phone->text("iduserfeatures")) + " (" + (number.empty() ? phone->text("identity") : number) + ")";
}

std::string Book::agent(std::string const& id) const {
  auto const* agent = find("agents", id);
  if (!agent) return "agent " + id;
  return "agent " + agent->text("number") + " " + agent->text("firstname") + " " + agent->text("lastname");
}

std::string Book::queue(std::string const& name) const {
  for (auto const& [id, queue] : all("queues"))
    if (queue.text("name") == name && !queue.text("displayname").empty()) return queue.text("displayname");
  return name;
}

std::string Book::member(std::string const& interface) const {
  for (auto const& [id, each] : all("agents"))
    if ("Agent/" + each.text("number") == interface) return agent(id);
  for (auto const& [id, each] : all("phones"))
    if (each.text("identity") == interface) return phone(id);
  return interface;
}

}  // namespace crosspoint::app::client
