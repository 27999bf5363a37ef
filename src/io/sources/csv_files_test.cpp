#include "io/sources/csv_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "io/sources/csv_contacts.h"
#include "io/store/testing/fixture.h"

namespace crosspoint::io::sources {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

Mapping const mapping{.id = "Nr", .fields = {{"lastname", "Name"}, {"number", "Phone"}}};

TEST(CsvContacts, AreReadByTheNamesOfTheirColumns) {
  EXPECT_EQ(contacts_in_csv("\xEF\xBB\xBFPhone;Nr;City;Name\r\n1042;7;Bonn;M\xC3\xBCller\r\n;8\r\n", mapping).value(),
            (Contacts{{"7", {{"lastname", "Müller"}, {"number", "1042"}}}, {"8", {}}}));
  EXPECT_EQ(contacts_in_csv("Nr,Name,Phone\n7,M\xFCller,\"1,2\"\n", mapping).value(),
            (Contacts{{"7", {{"lastname", "Müller"}, {"number", "1,2"}}}}));
}

TEST(CsvContacts, HaveNoIdWithoutAColumnForIt) {
  EXPECT_EQ(contacts_in_csv("Name\nann\n", {.id = "", .fields = {{"lastname", "Name"}}}).value(),
            (Contacts{{"", {{"lastname", "ann"}}}}));
}

TEST(CsvContacts, AreRefusedWithTheLineAtFault) {
  EXPECT_EQ(contacts_in_csv("Nr,Nom\n", mapping).error().detail, "line 1: there is no column Name, Phone");
  EXPECT_EQ(contacts_in_csv("", mapping).error().detail, "line 1: there is no column Nr, Name, Phone");
  EXPECT_EQ(contacts_in_csv("Nr,Name,Phone\n7,a,1\n8,\"b,2\n", mapping).error().detail, "line 3: a double quote without its end");
}

/// A directory for one file, looked at every few milliseconds.
struct CsvFilesTest : testing::Test {
  CsvFilesTest() {
    std::string name = (fs::temp_directory_path() / "crosspoint-csv-XXXXXX").string();
    directory = ::mkdtemp(name.data());
  }
  ~CsvFilesTest() override { fs::remove_all(directory); }

  [[nodiscard]] fs::path file() const { return directory / "customers.csv"; }

  /// In one step, as whoever exports it should.
  void write(std::string const& text) const {
    std::ofstream(directory / "new") << text;
    fs::rename(directory / "new", file());
  }

  std::unique_ptr<CsvFiles> watch() {
    return std::make_unique<CsvFiles>(
        std::map<std::string, CsvSettings>{{"customers", {file().string(), {.id = "", .fields = {{"lastname", "Name"}}}}}},
        inbox.deliver(), count_failures(), 2ms);
  }

  CsvFiles::Failed count_failures() {
    return [this](std::string const&) {
      ++failures;
      failures.notify_one();
    };
  }
  void await_failures(int wanted) const {
    for (int seen = failures; seen < wanted; seen = failures) failures.wait(seen);
  }

  std::string first_name() { return inbox.next<flow::SourceLoaded>().contacts.at(0).fields.at("lastname"); }

  fs::path directory;
  store::CollectedInputs inbox;
  std::atomic<int> failures = 0;
};

TEST_F(CsvFilesTest, AreDeliveredAtTheStartAndWheneverTheyChange) {
  write("Name\nann\n");
  auto const files = watch();
  EXPECT_EQ(first_name(), "ann");
  write("Name\nbob\n");
  EXPECT_EQ(first_name(), "bob");
}

TEST_F(CsvFilesTest, AreReadWhenTheyAppear) {
  auto const files = watch();
  write("Name\nann\n");
  EXPECT_EQ(first_name(), "ann");
}

TEST_F(CsvFilesTest, KeepTheirContactsWhenTheyVanishOrAreBad) {
  write("Name\nann\n");
  auto const files = watch();
  EXPECT_EQ(first_name(), "ann");
  write("Nom\nbad\n");
  await_failures(1);
  write("Name\nbob\n");
  EXPECT_EQ(first_name(), "bob") << "nothing was delivered in between";
  fs::remove(file());
  await_failures(2);
  write("Name\neve\n");
  EXPECT_EQ(first_name(), "eve");
}

TEST_F(CsvFilesTest, TellOnceThatTheyCannotBeUsed) {
  auto const good = directory / "good.csv";
  auto const settings = [](fs::path const& path) {
    return CsvSettings{path.string(), {.id = "", .fields = {{"lastname", "Name"}}}};
  };
  write("Nom\nbad\n");
  fs::rename(file(), directory / "bad.csv");
  write("Name\nann\n");
  fs::rename(file(), good);
  CsvFiles files({{"a_bad_one", settings(directory / "bad.csv")}, {"good", settings(good)}}, inbox.deliver(), count_failures(),
                 2ms);
  EXPECT_EQ(first_name(), "ann");
  write("Name\nbob\n");
  fs::rename(file(), good);
  EXPECT_EQ(first_name(), "bob") << "both were looked at again";
  files.stop();
  EXPECT_EQ(failures, 1);
}

TEST_F(CsvFilesTest, AreRefusedWhenTheyAreTooLarge) {
  write("Name\n");
  fs::resize_file(file(), CsvFiles::most_bytes + 1);
  auto const files = watch();
  await_failures(1);
  write("Name\nann\n");
  EXPECT_EQ(first_name(), "ann");
}

}  // namespace
}  // namespace crosspoint::io::sources
