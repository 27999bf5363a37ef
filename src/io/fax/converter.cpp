#include "io/fax/converter.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "io/fax/tiff.h"

namespace crosspoint::io::fax {
namespace {

namespace fs = std::filesystem;

constexpr auto* prefix = "fax-";

/// Only its owner can read it.
Result<> write_file(std::string const& path, std::string_view bytes) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (file < 0) return fail(Errc::unavailable, path + " cannot be written: " + std::strerror(errno));
  while (!bytes.empty()) {
    auto const written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  int const closed = ::close(file);
  if (!bytes.empty() || closed != 0) return fail(Errc::unavailable, path + " cannot be written: " + std::strerror(errno));
  return {};
}

std::string text_of(std::string const& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

}  // namespace

Converter::Converter(Settings settings, Deliver deliver)
    : settings_(std::move(settings)),
      deliver_(std::move(deliver)),
      run_(std::random_device{}()),
      thread_(1, [this](Order const& next, std::size_t) { std::visit([this](auto const& order) { do_next(order); }, next); }) {
  clear_spool();
}

void Converter::clear_spool() {
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(settings_.spool, error)) {
    auto const file = entry.path().filename().string();
    if (file.starts_with(prefix) && (file.ends_with(".pdf") || file.ends_with(".tif"))) fs::remove(entry.path(), error);
  }
}

void Converter::carry_out(std::vector<flow::Effect> effects) {
  for (auto& effect : effects) {
    if (auto const* const discarded = std::get_if<flow::DiscardFax>(&effect)) thread_.take(*discarded);
    auto* const order = std::get_if<flow::ConvertFax>(&effect);
    if (!order) continue;
    auto const token = order->token;
    if (!thread_.take(std::move(*order), bound)) deliver_({flow::FaxConverted{token, {}, 0, "too many files wait"}});
  }
}

void Converter::do_next(flow::ConvertFax const& order) const {
  auto const pages = convert(order);
  if (!pages) discard(order.token);
  flow::FaxConverted answer{order.token, settings_.spool + "/" + name(order.token, ".tif"), pages.value_or(0), {}};
  if (!pages) answer.error = pages.error().detail;
  deliver_({std::move(answer)});
}

/// The file names are relative: Ghostscript would read a % in a path as a page number.
Result<int> Converter::convert(flow::ConvertFax const& order) const {
  std::error_code error;
  fs::create_directories(settings_.spool, error);
  auto const pdf = name(order.token, ".pdf"), tiff = name(order.token, ".tif");
  auto const pdf_path = settings_.spool + "/" + pdf, tiff_path = settings_.spool + "/" + tiff;
  if (auto const written = write_file(pdf_path, order.pdf); !written) return tl::make_unexpected(written.error());
  auto const done = run_confined(
      {settings_.ghostscript, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffg3", "-sPAPERSIZE=a4", "-dFIXEDMEDIA",
       "-dPDFFitPage", "-r204x196", "-dLastPage=" + std::to_string(settings_.pages + 1), "-sOutputFile=" + tiff, pdf},
      settings_.spool, settings_.bounds);
  fs::remove(pdf_path, error);
  if (!done) return tl::make_unexpected(done.error());
  auto const pages = pages_of_tiff(text_of(tiff_path));
  if (!pages || *pages == 0)
    return fail(Errc::bad_request, "it has no page that could be read: damaged, or protected by a password");
  if (static_cast<std::size_t>(*pages) > settings_.pages)
    return fail(Errc::bad_request, "it has more than " + std::to_string(settings_.pages) + " pages");
  return *pages;
}

std::string Converter::name(Token token, char const* extension) const {
  return prefix + std::to_string(run_) + "-" + std::to_string(token.value) + extension;
}

void Converter::discard(Token token) const {
  std::error_code error;
  for (auto const* const extension : {".pdf", ".tif"}) fs::remove(settings_.spool + "/" + name(token, extension), error);
}

}  // namespace crosspoint::io::fax
