#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/bytes.hpp"
#include "core/event.hpp"
#include "extract/table.hpp"

namespace diplograph {

/// Where a participant stands: subj, obj, poss ("Lavrov's visit"), or a preposition.
struct Slot {
    std::string where;
    ParticipantRole role = ParticipantRole::participant;
    bool required = false;
    bool place = false;  ///< takes places too: "visited Tehran"
};

/// A row of predicates.tsv: a verb or a noun that tells an event.
struct Predicate {
    std::string lemma;     ///< one word, or a verb with its particle: "call for"
    bool noun = false;
    std::vector<std::string> light;  ///< of a noun: verbs that carry it ("hold talks"); of a verb: nouns it needs, or "+to", "-to": only with, without what is asked
    EventType type = EventType::meeting;
    std::optional<EventType> also;  ///< that the same words tell: an envoy who presents credentials meets the head of state
    std::string plover, mode, cameo;
    std::vector<Slot> slots;
    std::optional<Status> status;  ///< that the word itself asserts ("cancel")
    std::string rule;              ///< "predicates.tsv:211"
    std::string example;
};

enum class Form : std::uint8_t { base, third, past, participle, gerund, singular, plural };

/// The regular forms of a verb; a final consonant is tried doubled as well ("plan", "submit").
[[nodiscard]] std::vector<std::pair<std::string, Form>> regular_forms(std::string const& verb);

/// A form of a predicate's first word.
struct PredicateForm {
    std::uint32_t predicate = 0;
    Form form = Form::base;
};

/// The table of predicates by the folded first word of each form.
struct Predicates {
    std::vector<Predicate> rows;
    std::unordered_map<std::string, std::vector<PredicateForm>, TextHash, std::equal_to<>> forms;
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> lemmas;  ///< form of a light or irregular verb -> its lemma

    /// Adds the rows of predicates.tsv. \throws as read_table.
    void read(std::string_view file, std::string_view text);
    /// Adds the rows of irregular.tsv; before the predicates. \throws as read_table.
    void read_irregular(std::string_view file, std::string_view text);
    /// The lemma of a verb's form: by the table of irregular verbs, else by its ending; the form itself if unknown.
    [[nodiscard]] std::string lemma(std::string const& form) const { return std::string(lemma_of(form)); }
    [[nodiscard]] std::string_view lemma_of(std::string_view form) const;

private:
    void add(Row const& row);
    void add_irregular(Row const& row);
    /// Unless the form is known.
    void add_lemma(std::string const& form, std::string const& verb);
    std::unordered_map<std::string, std::vector<std::string>> forms_of_;  ///< of `lemmas`, by verb; some have got another verb since
};

}  // namespace diplograph
