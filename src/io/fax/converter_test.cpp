#include "io/fax/converter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "io/fax/tiff.h"

namespace crosspoint::io::fax {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct FaxConversion : testing::Test {
  FaxConversion() {
    std::string pattern = testing::TempDir() + "fax-XXXXXX";
    settings.spool = mkdtemp(pattern.data());
    settings.ghostscript = "/usr/bin/gs";
  }
  ~FaxConversion() override { std::filesystem::remove_all(settings.spool); }

  /// The whole way of one file.
  flow::FaxConverted convert(std::string const& pdf) {
    std::promise<flow::FaxConverted> answer;
    Converter converter(settings, [&](Inputs inputs) { answer.set_value(std::get<flow::FaxConverted>(inputs.at(0))); });
    converter.carry_out({flow::ConvertFax{Token{7}, pdf}});
    auto const converted = answer.get_future().get();
    if (after) after(converted);
    converter.carry_out({flow::DiscardFax{Token{7}}});
    while (converted.error.empty() && std::filesystem::exists(converted.path)) std::this_thread::yield();
    converter.stop();
    return converted;
  }

  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(settings.spool), {}));
  }

  /// A document whose pages draw what `content` says.
  static std::string document(int pages, std::string const& content) {
    std::string pdf =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count " + std::to_string(pages) + "/Kids[";
    for (int i = 0; i < pages; ++i) pdf += std::to_string(4 + i) + " 0 R ";
    pdf += "]/MediaBox[0 0 595 842]>>endobj\n3 0 obj<</Length " + std::to_string(content.size()) + ">>stream\n" + content +
           "\nendstream endobj\n";
    for (int i = 0; i < pages; ++i) pdf += std::to_string(4 + i) + " 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj\n";
    return pdf + "trailer<</Root 1 0 R>>\n%%EOF\n";
  }

  Settings settings;
  std::function<void(flow::FaxConverted const&)> after;
};

TEST_F(FaxConversion, T160_GivesATiffThatTheGroupCanReadAndNothingElseStays) {
  after = [&](flow::FaxConverted const& converted) {
    EXPECT_EQ(files(), 1U) << "the document itself has gone";
    auto const mode = std::filesystem::status(converted.path).permissions();
    EXPECT_EQ(mode, std::filesystem::perms(0640));
    auto const text = "tiffinfo " + converted.path + " 2>/dev/null";
    auto* const pipe = popen(text.c_str(), "r");
    std::string info;
    for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) info += static_cast<char>(c);
    pclose(pipe);
    EXPECT_THAT(info, HasSubstr("Image Width: 1728"));
    EXPECT_THAT(info, HasSubstr("Resolution: 204, 196"));
    EXPECT_THAT(info, HasSubstr("CCITT Group 3"));
  };
  auto const converted = convert(document(2, "100 100 200 200 re f"));
  EXPECT_EQ(converted.error, "");
  EXPECT_EQ(converted.pages, 2);
  EXPECT_EQ(files(), 0U);
}

TEST_F(FaxConversion, T160_T165_RefusesWhatIsNoPdfAndLeavesNothing) {
  EXPECT_NE(convert("%PDF-1.4 and nothing more").error, "");
  EXPECT_EQ(files(), 0U);
}

TEST_F(FaxConversion, T165_EndsABombInTime) {
  settings.bounds.time = 1s;
  std::string work;
  for (int i = 0; i < 300'000; ++i) work += "0 0 595 842 re 10 10 500 700 re f* ";
  EXPECT_THAT(convert(document(100, work)).error, HasSubstr("took too long"));
  EXPECT_EQ(files(), 0U);
}

TEST_F(FaxConversion, RefusesTooManyPages) {
  settings.pages = 3;
  EXPECT_EQ(convert(document(3, "0 0 1 1 re f")).pages, 3);
  EXPECT_THAT(convert(document(4, "0 0 1 1 re f")).error, HasSubstr("more than 3 pages"));
}

/// A call that the earlier run has placed may still fetch its file.
TEST_F(FaxConversion, FilesOfTwoRunsNeverHaveOneName) {
  auto const first = convert(document(1, "0 0 1 1 re f")).path;
  EXPECT_NE(convert(document(1, "0 0 1 1 re f")).path, first);
}

TEST_F(FaxConversion, T165_RemovesWhatAnEarlierRunHasLeft) {
  for (auto const* const name : {"fax-1.pdf", "fax-2.tif", "other.tif"}) std::ofstream(settings.spool + "/" + name) << "x";
  Converter(settings, [](Inputs const&) {}).stop();
  EXPECT_EQ(files(), 1U);
}

struct Confinement : FaxConversion {
  Result<> shell(std::string const& script) const { return run_confined({"/bin/bash", "-c", script}, settings.spool, bounds); }

  Bounds bounds{.time = 5s, .memory = 256 << 20, .file = 1 << 20};
};

TEST_F(Confinement, RunsWhatIsHarmless) {
  EXPECT_TRUE(shell("echo x > here"));
  EXPECT_EQ(files(), 1U);
  EXPECT_THAT(shell("echo because >&2; exit 3").error().detail, HasSubstr("ended with code 3: because"));
  EXPECT_THAT(run_confined({"/nonexistent"}, settings.spool, bounds).error().detail, HasSubstr("could not be run"));
}

TEST_F(Confinement, HasNoNetwork) {
  EXPECT_THAT(shell("exec 3<>/dev/tcp/127.0.0.1/9").error().detail, HasSubstr("Permission denied"));
}

TEST_F(Confinement, BoundsTimeMemoryAndFiles) {
  bounds.time = 300ms;
  EXPECT_THAT(shell("while :; do :; done").error().detail, HasSubstr("took too long"));
  EXPECT_THAT(shell("exec 2>&-; while :; do :; done").error().detail, HasSubstr("took too long"));
  bounds.time = 10s;
  EXPECT_FALSE(shell("x=$(head -c 400M /dev/zero | tr '\\0' x); echo ${#x}"));
  EXPECT_FALSE(shell("head -c 2M /dev/zero > large"));
  EXPECT_LE(std::filesystem::file_size(settings.spool + "/large"), 1U << 20);
}

TEST(TiffPages, AreCountedInBothByteOrders) {
  std::string const little("II*\0\x08\0\0\0\x01\0............\x1A\0\0\0\0\0\0\0\0\0", 32);
  EXPECT_EQ(pages_of_tiff(little), 2);
  std::string const big("MM\0*\0\0\0\x08\0\0\0\0\0\0", 14);
  EXPECT_EQ(pages_of_tiff(big), 1);
}

TEST(TiffPages, OfWhatIsNoTiffAreNone) {
  for (auto const* const bytes : {"", "II", "GIF89a..", "II*"}) EXPECT_EQ(pages_of_tiff(bytes), std::nullopt);
  EXPECT_EQ(pages_of_tiff(std::string("II*\0\x08\0\0\0\0\0\x08\0\0\0", 14)), std::nullopt) << "a circle";
  EXPECT_EQ(pages_of_tiff(std::string("II*\0\xFF\0\0\0", 8)), std::nullopt) << "cut off";
}

}  // namespace
}  // namespace crosspoint::io::fax
