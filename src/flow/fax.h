#pragma once

#include <string>

#include "base/ids.h"

// Documents on their way to a fax machine.
namespace crosspoint::flow {

/// Effect: makes a fax of a PDF file. Answered by FaxConverted with the token; its file stays until DiscardFax.
struct ConvertFax {
  Token token;
  std::string pdf;  ///< the whole file
  bool operator==(ConvertFax const&) const = default;
};

/// Effect: the file that was made is not needed any more.
struct DiscardFax {
  Token token;
  bool operator==(DiscardFax const&) const = default;
};

/// Input: a TIFF file that Asterisk can read and send.
struct FaxConverted {
  Token token;
  std::string path;
  int pages;
  std::string error;  ///< empty: there is that file; else why not, for the log
};

}  // namespace crosspoint::flow
