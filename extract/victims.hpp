#pragma once

#include <vector>

#include "extract/clause.hpp"
#include "extract/figures.hpp"

namespace diplograph {

/// The people of whom a sentence tells by its verbs and nouns that they were killed, injured ...: coordinated victims are
/// one count ("a priest and two nuns were killed" are three). What did not happen counts nobody.
class VictimReader {
public:
    VictimReader(Document const& document, Clauses const& clauses) : d_(document), c_(clauses), syntax_(clauses.syntax()) {}
    [[nodiscard]] std::vector<FigureMention> read() const;
    /// Whether what a word tells has happened; by its verb where it is none.
    [[nodiscard]] bool happened(std::uint32_t token) const;

private:
    struct Count {
        std::optional<double> min, max;
        Qualifier qualifier = Qualifier::exact;
        Range range;
        unsigned parts = 0;
        bool cumulative = false;
    };
    [[nodiscard]] std::optional<FigureKind> kind_of(WordId word, bool& suffered) const;
    [[nodiscard]] std::uint32_t antecedent(std::uint32_t node) const;
    [[nodiscard]] bool is_one_name(std::uint32_t node) const;
    [[nodiscard]] bool by_force(std::uint32_t trigger, FigureKind kind) const;
    [[nodiscard]] std::optional<FigureKind> harm(std::uint32_t node, std::uint32_t& victims) const;
    void add(std::uint32_t node, Count& count, unsigned depth) const;
    [[nodiscard]] std::optional<Quantity> quantity(std::uint32_t node) const;
    [[nodiscard]] bool is_person(std::uint32_t node) const;
    [[nodiscard]] std::uint32_t subject(std::uint32_t node) const;

    Document const& d_;
    Clauses const& c_;
    Syntax const& syntax_;
};

}  // namespace diplograph
