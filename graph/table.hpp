#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace diplograph {

/// A cell of an answer; monostate where a value is absent.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// What a query answers: columns and rows in a fixed order.
struct Table {
    std::string name;  ///< of a part of a longer answer; may be empty
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
};

}  // namespace diplograph
