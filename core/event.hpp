#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/span.hpp"
#include "core/words.hpp"

namespace diplograph {

enum class EventType {
    meeting, call, visit, conference, agreement, appointment, relations, mediation, statement, request, support, aid,
    cooperation, concession, retreat, accusation, rejection, threat, protest, sanction, mobilization, coercion, attack,
    casualty
};
template <>
struct Words<EventType> {
    static constexpr std::array<std::string_view, 24> words{
        "meeting", "call", "visit", "conference", "agreement", "appointment", "relations", "mediation",
        "statement", "request", "support", "aid", "cooperation", "concession", "retreat", "accusation",
        "rejection", "threat", "protest", "sanction", "mobilization", "coercion", "attack", "casualty"};
};

enum class Status { occurred, ongoing, planned, proposed, cancelled, denied };
template <>
struct Words<Status> {
    static constexpr std::array<std::string_view, 6> words{
        "occurred", "ongoing", "planned", "proposed", "cancelled", "denied"};
};

enum class ParticipantRole {
    participant, host, visitor, mediator, guarantor, observer, organizer, signatory, appointee, source, target,
    perpetrator, victim
};
template <>
struct Words<ParticipantRole> {
    static constexpr std::array<std::string_view, 13> words{
        "participant", "host", "visitor", "mediator", "guarantor", "observer", "organizer",
        "signatory", "appointee", "source", "target", "perpetrator", "victim"};
};

/// How the entity behind a participant was found: named in the words, through a pronoun or a short form, or by the
/// table of office-holders.
enum class Resolved { text, coreference, office };
template <>
struct Words<Resolved> {
    static constexpr std::array<std::string_view, 3> words{"text", "coreference", "office"};
};

enum class Attendance { present, invited, declined, uninvited, withdrew };
template <>
struct Words<Attendance> {
    static constexpr std::array<std::string_view, 5> words{"present", "invited", "declined", "uninvited", "withdrew"};
};

template <>
struct Words<Precision> {
    static constexpr std::array<std::string_view, 4> words{"day", "week", "month", "year"};
};

/// Index into Extraction::entities or Extraction::events.
using Index = std::uint32_t;

struct Participant {
    Index entity = 0;
    ParticipantRole role = ParticipantRole::participant;
    std::string office;  ///< the office in which it takes part, in the words of the article; may be empty
    Resolved resolved = Resolved::text;
    Attendance attendance = Attendance::present;
};

/// Where an event is. `name` is never empty.
struct Place {
    std::optional<Index> entity;
    std::string name;
    std::string country;             ///< ISO 3166 alpha-3, may be empty
    std::optional<double> latitude;  ///< degrees, WGS 84, north positive
    std::optional<double> longitude; ///< degrees, WGS 84, east positive
};

enum class FigureKind { killed, injured, displaced, missing, detained, refugees, infected, delegates };
template <>
struct Words<FigureKind> {
    static constexpr std::array<std::string_view, 8> words{
        "killed", "injured", "displaced", "missing", "detained", "refugees", "infected", "delegates"};
};

enum class Qualifier { exact, about, at_least, more_than, up_to, nearly, between };
template <>
struct Words<Qualifier> {
    static constexpr std::array<std::string_view, 7> words{
        "exact", "about", "at_least", "more_than", "up_to", "nearly", "between"};
};

/// A count of people: an open end is empty.
struct Figure {
    FigureKind kind = FigureKind::killed;
    std::optional<double> min;
    std::optional<double> max;
    Qualifier qualifier = Qualifier::exact;
    std::string text;             ///< the words of the count
    std::string unit;             ///< "people", "soldiers"
    std::optional<double> share;  ///< of a population: 0.5 of 23,000,000
    std::optional<double> of;
    bool cumulative = false;  ///< a running toll, not new dead
    std::string period;
    std::string place;
    std::optional<Index> attributed_to;  ///< entity who says so
};

/// One sentence that tells the event. Spans are bytes of the article's text.
struct Evidence {
    Span sentence;
    Span trigger;
    std::string rule;  ///< the line of data that fired: "predicates.tsv:211"
    Status status = Status::occurred;
    std::string quote;  ///< the words of `sentence`
};

/// What one article reports to have happened, or not. Empty strings are absent values.
struct Event {
    EventType type = EventType::meeting;
    std::string plover;  ///< PLOVER category
    std::string mode;    ///< PLOVER mode
    std::string cameo;   ///< CAMEO code, 2 to 4 digits
    Status status = Status::occurred;
    std::string name;     ///< of a conference or agreement
    std::string edition;  ///< "15th"
    int number = 0;       ///< of the edition, 0 if it has none; records leave it out
    std::string purpose;
    std::vector<Participant> participants;
    std::optional<Place> place;
    std::optional<DateInterval> date;
    std::vector<Figure> figures;
    std::vector<std::string> topics;
    std::optional<Index> part_of;        ///< event
    std::optional<Index> attributed_to;  ///< entity
    double confidence = 0;               ///< 0 to 1
    std::vector<Evidence> evidence;
};

}  // namespace diplograph
