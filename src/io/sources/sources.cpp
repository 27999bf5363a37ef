#include "io/sources/sources.h"

#include "io/sources/http/web_service.h"
#include "io/sources/ldap/connection.h"

namespace crosspoint::io::sources {
namespace {

std::map<std::string, CsvSettings> files_of(std::map<std::string, Settings> const& settings) {
  std::map<std::string, CsvSettings> files;
  for (auto const& [name, source] : settings)
    if (auto const* const csv = std::get_if<CsvSettings>(&source)) files.emplace(name, *csv);
  return files;
}

/// Questions that are put in this way.
template <class Way, class Of>
std::unique_ptr<Inquiries> inquiries(std::string const& name, Of const& settings, Deliver const& deliver) {
  return std::make_unique<Inquiries>(
      name, Inquiries::Options{.timeout = settings.timeout}, [&] { return std::make_unique<Way>(settings); }, deliver);
}

}  // namespace

Sources::Sources(std::map<std::string, Settings> const& settings, Deliver deliver, CsvFiles::Failed csv_failed)
    : deliver_(std::move(deliver)), files_(files_of(settings), deliver_, std::move(csv_failed)) {
  for (auto const& [name, source] : settings) {
    if (auto const* const of_ldap = std::get_if<LdapSettings>(&source))
      inquiries_[name] = inquiries<ldap::Connection>(name, *of_ldap, deliver_);
    if (auto const* const of_http = std::get_if<HttpSettings>(&source))
      inquiries_[name] = inquiries<http::WebService>(name, *of_http, deliver_);
  }
}

void Sources::carry_out(std::vector<flow::Effect> effects) {
  for (auto& effect : effects)
    if (auto* const question = std::get_if<flow::AskSource>(&effect)) ask(*question);
}

void Sources::ask(flow::AskSource& question) {
  auto const found = inquiries_.find(question.source);
  if (found != inquiries_.end()) return found->second->ask(question.token, std::move(question.question));
  deliver_({flow::SourceAnswered{question.token, question.source, {}, "no source of this name answers questions"}});
}

void Sources::stop() {
  files_.stop();
  for (auto const& [name, inquiries] : inquiries_) inquiries->stop();
}

}  // namespace crosspoint::io::sources
