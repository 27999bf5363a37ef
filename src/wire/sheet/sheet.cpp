#include "wire/sheet/sheet.h"

#include <zlib.h>

#include <cstdio>
#include <pugixml.hpp>
#include <stdexcept>

#include "base/text.h"
#include "wire/base64/base64.h"

namespace crosspoint::wire::sheet {
namespace {

/// XML 1.0 knows no other control characters than tab, LF and CR, not even as a reference.
std::string for_xml(std::string_view text) {
  auto clean = valid_utf8(text);
  std::erase_if(clean, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  return clean;
}

pugi::xml_node add(pugi::xml_node parent, char const* element, std::string_view name, std::string_view content) {
  auto node = parent.append_child(element);
  node.append_attribute("name") = for_xml(name).c_str();
  node.append_child(pugi::node_cdata).set_value(for_xml(content).c_str());
  return node;
}

void add(pugi::xml_node parent, char const* element, Line const& line) {
  auto node = add(parent, element, line.title, line.content);
  char order[16];
  std::snprintf(order, sizeof order, "%04d", line.order);
  node.prepend_attribute("order") = order;
  node.append_attribute("type") = for_xml(line.type).c_str();
}

struct Text : pugi::xml_writer {
  std::string value;
  void write(void const* data, std::size_t size) override { value.append(static_cast<char const*>(data), size); }
};

std::string length_of(std::string_view text) {
  std::string bytes;
  for (auto const shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((text.size() >> shift) & 255U);
  return bytes;
}

std::string compressed(std::string_view text) {
  auto size = compressBound(static_cast<uLong>(text.size()));
  std::string stream(size, '\0');
  auto const done = compress2(reinterpret_cast<Bytef*>(stream.data()), &size, reinterpret_cast<Bytef const*>(text.data()),
                              static_cast<uLong>(text.size()), Z_BEST_COMPRESSION);
  if (done != Z_OK) throw std::runtime_error("zlib does not compress what fits into its own bound");
  stream.resize(size);
  return stream;
}

}  // namespace

std::string to_xml(Sheet const& sheet) {
  pugi::xml_document document;
  auto declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "utf-8";
  auto user = document.append_child("profile").append_child("user");
  for (auto const& [name, value] : sheet.internals) add(user, "internal", name, value);
  if (sheet.form) add(user, "sheet_qtui", {10, "qtui", "None", *sheet.form});
  for (auto const& line : sheet.lines) add(user, "sheet_info", line);
  for (auto const& line : sheet.balloon) add(user, "systray_info", line);
  for (auto const& line : sheet.actions) add(user, "action_info", line);
  Text text;
  document.save(text, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(text.value);
}

std::string payload(std::string_view xml, Compression compression) {
  return base64::encode(compression == Compression::off ? std::string(xml) : length_of(xml) + compressed(xml));
}

}  // namespace crosspoint::wire::sheet
