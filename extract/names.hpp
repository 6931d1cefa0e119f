#pragma once

#include <set>
#include <string>
#include <unordered_set>

#include "extract/document.hpp"
#include "extract/gazetteer.hpp"

namespace diplograph {

/// Finds where names of people and of bodies end. The document's memory: names seen in full are known for the rest.
class NameParser {
public:
    NameParser(Document const& document, Gazetteer const& gazetteer) : d_(document), g_(gazetteer) {}

    /// A person's name that begins at a token. After a title anything with a capital will do; without one the words must
    /// look like a name. Empty if there is none.
    [[nodiscard]] Range person(std::uint32_t token, std::uint32_t limit, bool after_title) const;

    /// A body, gathering or place by the head among its capitalized words: "Syrian Center for Policy Research".
    struct Body {
        Range range;
        EntityKind kind = EntityKind::organization;
        std::string sector;
        std::string country;
    };
    [[nodiscard]] std::optional<Body> body(std::uint32_t token, std::uint32_t limit) const;

    /// How sure a bare sequence is to be a person: 0 no, 1 perhaps, 2 yes.
    [[nodiscard]] int certainty(Range name) const;

    void remember(Range name);
    [[nodiscard]] bool remembers(std::uint32_t token) const { return known_.count(std::string(d_.word(token))) > 0; }

private:
    [[nodiscard]] bool name_token(std::uint32_t i, bool first, bool after_title, bool given_before) const;

    Document const& d_;
    Gazetteer const& g_;
    std::unordered_set<std::string> known_;
};

}  // namespace diplograph
