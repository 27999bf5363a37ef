#pragma once

#include <span>
#include <string_view>

#include "io/http/answer.h"

namespace crosspoint::io::http {

/// A file that the program brings with it, compressed when it was built.
struct File {
  std::string_view path;                 ///< "/" or "/assets/page-1a2b3c4d.css"
  std::string_view type;                 ///< for Content-Type
  std::string_view tag;                  ///< names these contents
  bool immutable;                        ///< other contents would have another path
  std::string_view plain, gzip, brotli;  ///< empty where compressing gains nothing
};

using Files = std::span<File const>;

/// All there are; made out of web/ by tools/embed_files.
Files embedded_files();

/// Answers GET and HEAD: 200 with the smallest form that the client takes, 304 if it has it.
Answer answer_with(File const& file, Request const& request);

}  // namespace crosspoint::io::http
