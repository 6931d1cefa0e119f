#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/document.hpp"
#include "extract/gazetteer.hpp"
#include "extract/names.hpp"
#include "extract/roles.hpp"

namespace diplograph {

/// Reads a document's phrases from left to right: who and what it names. People are read in mentions_person.cpp, bodies,
/// groups and places in mentions_body.cpp.
class MentionFinder {
public:
    explicit MentionFinder(Document& document)
        : d_(document), k_(*document.knowledge), g_(document), roles_(document, g_), names_(document, g_) {}

    void run();

private:
    /// Headlines "Written Like This" tell nothing by their capitals.
    [[nodiscard]] bool is_title_case(Sentence const& sentence) const;
    /// The phrase that begins at a token, if one does; returns the token behind it.
    std::uint32_t read(std::uint32_t i, Range sentence);
    Mention& add(Mention mention);
    std::uint32_t pronoun(std::uint32_t i);
    /// "the two sides", "both ministers", "the two foreign ministers", "the leaders".
    std::uint32_t collective(std::uint32_t i, std::uint32_t limit);
    /// Somebody with an office, a name or both, with the appositions around.
    std::uint32_t person(std::uint32_t i, Range sentence);
    /// "Messrs. Zorin, Roshchin and Shakhov".
    [[nodiscard]] bool plural_list(Range sentence) const { return d_.word(sentence.first).starts_with("messrs"); }

    /// "Vice President and Foreign Minister": one person, if a name follows and the second office has no article.
    void more_roles(Mention& m, std::uint32_t& at, std::uint32_t limit);
    std::uint32_t honorifics(std::uint32_t i, std::uint32_t limit, Mention& m) const;
    /// The name behind a title: "Foreign Minister Sheikh X", "foreign minister, X,".
    void title_name(Mention& m, std::uint32_t& at, std::uint32_t limit);
    /// A bare sequence of capitals that only might be a person: what stands around decides.
    [[nodiscard]] bool confirmed(Range name, Range sentence) const;
    /// "the presidents of Iran, Russia and Turkey", "Presidents Blaise Compaore of Burkina Faso and Laurent Gbagbo".
    std::uint32_t plural_office(Mention& m, std::uint32_t at, Range sentence);
    /// "presidents" -> "president"; the plural may stand before a complement: "ministers of defense".
    static std::string singular(std::string title);
    [[nodiscard]] bool begins_upper(Range range) const { return d_.has(range.first, TokenFlag::capital); }

    /// An office without a name stands for whoever holds it.
    std::uint32_t office(Mention& m, std::uint32_t at, Range sentence);
    /// Appositions and the country behind a name, then the mention is whole.
    std::uint32_t finish(Mention& m, std::uint32_t begin, std::uint32_t at, Range sentence);
    /// ", Iran's foreign minister," behind a name.
    void apposition(Mention& m, Range sentence);
    /// Countries, organizations and places inside a phrase are named too, but do not act.
    void nested_names(Range range, Range except = {});
    [[nodiscard]] Mention from_hit(Hit const& hit) const;
    std::uint32_t body(std::uint32_t i, std::uint32_t limit);
    /// "Croatian authorities", "the government of Sudan", "Iraqi rebels".
    std::uint32_t group(std::uint32_t i, std::uint32_t limit);
    [[nodiscard]] std::string residence(std::uint32_t at, std::uint32_t limit) const;
    [[nodiscard]] bool acts(std::uint32_t token) const;
    [[nodiscard]] bool counted(std::uint32_t i) const;
    std::uint32_t explained(std::uint32_t i);
    std::uint32_t table_name(std::uint32_t i, std::uint32_t limit);
    /// Capitals that no rule explains: a person if nothing speaks against it.
    std::uint32_t bare_name(std::uint32_t i, Range sentence);
    /// Names seen in full are known by any of their words; acronyms by their first explanation.
    void recall();
    void learned_names();
    [[nodiscard]] Range learned_name(std::uint32_t i, std::uint32_t limit) const;
    void join_bodies();

    Document& d_;
    Knowledge const& k_;
    Gazetteer g_;
    RoleParser roles_;
    NameParser names_;
    std::vector<Range> pending_;
    std::map<std::string, std::size_t> acronyms_;
    bool title_case_ = false;
    bool roster_ = false;
};

}  // namespace diplograph
