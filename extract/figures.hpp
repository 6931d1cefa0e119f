#pragma once

#include <vector>

#include "extract/document.hpp"

namespace diplograph {

/// A count of people in a sentence.
struct FigureMention {
    Range range;            ///< the words of the count
    std::uint32_t trigger;  ///< the word that says what happened to them
    Figure figure;
    std::string country;    ///< of the people, where an adjective says it: "12 Russian soldiers"
};

/// The killed, injured, displaced ... of a sentence.
[[nodiscard]] std::vector<FigureMention> find_figures(Document const& document, Range sentence);

/// A number in words or digits that begins at a token, with what qualifies it.
struct Quantity {
    Range range;  ///< with qualifying words
    std::optional<double> min, max;
    Qualifier qualifier = Qualifier::exact;
};
[[nodiscard]] std::optional<Quantity> read_quantity(Document const& document, std::uint32_t token, std::uint32_t limit);

}  // namespace diplograph
