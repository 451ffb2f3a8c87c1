// The meaning of facts, checked against all possible worlds: a fact supports an atom
// only if the atom is true in every world in which the fact is, and refutes it only
// if it is false in every such world.
//
// A world gives each of three kinds of data (two with names, and the rest that no
// dimension member names) a value; what an atom says of several kinds together is
// the definition written down here, independently of the code under test.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "service/answering/bearing.h"
#include "service/base/duration.h"

namespace clausebook::answering {
namespace {

using catalog::Atom;
using catalog::Predicate;
using catalog::Property;
using catalog::PropertyType;
using model::FactContent;
using model::Operator;
using model::Qualifiers;
using model::Value;

constexpr int kParts = 3;  // p, q and the rest
using World = std::vector<int>;  // a value for each part

const std::vector<Qualifiers> kRegions = {
    {}, {{"kind", {"p"}}}, {{"kind", {"q"}}}, {{"kind", {"p", "q"}}}};

std::vector<int> PartsOf(const Qualifiers& region) {
  const auto it = region.find("kind");
  if (it == region.end()) return {0, 1, 2};
  std::vector<int> parts;
  for (const auto& member : it->second) parts.push_back(member == "p" ? 0 : 1);
  return parts;
}

bool Some(const Qualifiers& region, const std::function<bool(int)>& test) {
  const auto parts = PartsOf(region);
  return std::any_of(parts.begin(), parts.end(), test);
}
bool Every(const Qualifiers& region, const std::function<bool(int)>& test) {
  const auto parts = PartsOf(region);
  return std::all_of(parts.begin(), parts.end(), test);
}

std::vector<World> Worlds(int values) {
  std::vector<World> worlds;
  for (int a = 0; a < values; ++a)
    for (int b = 0; b < values; ++b)
      for (int c = 0; c < values; ++c) worlds.push_back({a, b, c});
  return worlds;
}

struct Case {
  Property property;
  std::vector<World> worlds;
  std::vector<FactContent> facts;
  std::vector<Atom> atoms;
  std::function<bool(const FactContent&, const World&)> fact_holds;
  std::function<bool(const Atom&, const World&)> atom_holds;
  // Whether the code is also expected to find all that follows.
  bool complete = true;
};

FactContent MakeFact(Operator op, Value value, Qualifiers region) {
  FactContent fact;
  fact.property = "x";
  fact.op = op;
  fact.value = std::move(value);
  fact.qualifiers = std::move(region);
  return fact;
}

Atom MakeAtom(Predicate predicate, std::vector<std::string> members, std::string duration,
              Qualifiers region) {
  return {"x", predicate, std::move(members), std::move(duration), std::move(region)};
}

void Check(const Case& c) {
  for (const FactContent& fact : c.facts) {
    for (const Atom& atom : c.atoms) {
      bool possible = false, always = true, never = true;
      for (const World& world : c.worlds) {
        if (!c.fact_holds(fact, world)) continue;
        possible = true;
        (c.atom_holds(atom, world) ? never : always) = false;
      }
      if (!possible) continue;
      const FourValued found = Weigh(c.property, atom, {&fact});
      const std::string what = catalog::ToText(atom);
      EXPECT_LE(found.supported, always) << what;
      EXPECT_LE(found.refuted, never) << what;
      if (c.complete) {
        EXPECT_EQ(found.supported, always) << what;
        EXPECT_EQ(found.refuted, never) << what;
      }
    }
  }
}

Property MakeProperty(PropertyType type, bool every = false) {
  Property property;
  property.id = "x";
  property.type = type;
  property.every = every;
  property.dimensions = {"kind"};
  return property;
}

TEST(Bearing, BoolThatIsTrueOfSome) {
  Case c{.property = MakeProperty(PropertyType::kBool), .worlds = Worlds(2)};
  for (const auto& region : kRegions) {
    for (const bool value : {false, true}) {
      c.facts.push_back(MakeFact(Operator::kEquals, Value::Bool(value), region));
    }
    c.atoms.push_back(MakeAtom(Predicate::kIsTrue, {}, "", region));
  }
  c.fact_holds = [](const FactContent& f, const World& w) {
    return Some(f.qualifiers, [&](int p) { return w[p] == 1; }) == f.value.boolean;
  };
  c.atom_holds = [](const Atom& a, const World& w) {
    return Some(a.about, [&](int p) { return w[p] == 1; });
  };
  Check(c);
}

TEST(Bearing, BoolThatIsTrueOfEvery) {
  Case c{.property = MakeProperty(PropertyType::kBool, true), .worlds = Worlds(2)};
  for (const auto& region : kRegions) {
    for (const bool value : {false, true}) {
      c.facts.push_back(MakeFact(Operator::kEquals, Value::Bool(value), region));
    }
    c.atoms.push_back(MakeAtom(Predicate::kIsTrue, {}, "", region));
  }
  c.fact_holds = [](const FactContent& f, const World& w) {
    return Every(f.qualifiers, [&](int p) { return w[p] == 1; }) == f.value.boolean;
  };
  c.atom_holds = [](const Atom& a, const World& w) {
    return Every(a.about, [&](int p) { return w[p] == 1; });
  };
  Check(c);
}

// Sets over {a, b, c} and a member that nobody names (lists are open), as bits.
int Bit(const std::string& member) { return 1 << (member[0] - 'a'); }
int Bits(const std::vector<std::string>& members) {
  int bits = 0;
  for (const auto& member : members) bits |= Bit(member);
  return bits;
}
int Union(const Qualifiers& region, const World& w) {
  int bits = 0;
  for (const int part : PartsOf(region)) bits |= w[part];
  return bits;
}

TEST(Bearing, Sets) {
  Case c{.property = MakeProperty(PropertyType::kSet), .worlds = Worlds(16)};
  const std::vector<std::vector<std::string>> sets = {{}, {"a"}, {"a", "b"}, {"c"}};
  for (const auto& region : kRegions) {
    for (const auto& set : sets) {
      c.facts.push_back(MakeFact(Operator::kExactly, Value::Set(set), region));
      c.atoms.push_back(MakeAtom(Predicate::kOnly, set, "", region));
      if (set.empty()) continue;
      c.facts.push_back(MakeFact(Operator::kIncludes, Value::Set(set), region));
      c.facts.push_back(MakeFact(Operator::kExcludes, Value::Set(set), region));
      c.atoms.push_back(MakeAtom(Predicate::kIncludesAny, set, "", region));
    }
    c.atoms.push_back(MakeAtom(Predicate::kStated, {}, "", region));
  }
  c.fact_holds = [](const FactContent& f, const World& w) {
    const int is = Union(f.qualifiers, w);
    const int said = Bits(f.value.members);
    if (f.op == Operator::kExactly) return is == said;
    return f.op == Operator::kIncludes ? (is & said) == said : (is & said) == 0;
  };
  c.atom_holds = [](const Atom& a, const World& w) {
    const int is = Union(a.about, w);
    if (a.predicate == Predicate::kStated) return is != 0;
    if (a.predicate == Predicate::kOnly) return (is & ~Bits(a.members)) == 0;
    return (is & Bits(a.members)) != 0;
  };
  Check(c);
}

TEST(Bearing, DurationsAreTheLongestInTheRegion) {
  const std::vector<std::string> spans = {"P1D", "P2D", "P3D"};
  Case c{.property = MakeProperty(PropertyType::kDuration), .worlds = Worlds(5)};
  for (const auto& region : kRegions) {
    for (const auto& span : spans) {
      for (const auto op : {Operator::kEquals, Operator::kAtMost, Operator::kAtLeast}) {
        c.facts.push_back(MakeFact(op, Value::Duration(span), region));
      }
      c.atoms.push_back(MakeAtom(Predicate::kAtMost, {}, span, region));
      c.atoms.push_back(MakeAtom(Predicate::kAtLeast, {}, span, region));
    }
  }
  const auto days = [](const std::string& span) { return span[1] - '0'; };
  const auto longest = [](const Qualifiers& region, const World& w) {
    int most = 0;
    for (const int part : PartsOf(region)) most = std::max(most, w[part]);
    return most;
  };
  c.fact_holds = [=](const FactContent& f, const World& w) {
    const int is = longest(f.qualifiers, w), said = days(f.value.text);
    if (f.op == Operator::kEquals) return is == said;
    return f.op == Operator::kAtMost ? is <= said : is >= said;
  };
  c.atom_holds = [=](const Atom& a, const World& w) {
    const int is = longest(a.about, w), limit = days(a.duration);
    return a.predicate == Predicate::kAtMost ? is <= limit : is >= limit;
  };
  Check(c);
}

TEST(Bearing, EnumsHoldOneValueThroughout) {
  Case c{.property = MakeProperty(PropertyType::kEnum), .worlds = Worlds(3)};
  for (const auto& region : kRegions) {
    for (const std::string value : {"a", "b", "c"}) {
      c.facts.push_back(MakeFact(Operator::kEquals, Value::String(value), region));
      c.facts.push_back(MakeFact(Operator::kNotEquals, Value::String(value), region));
      c.atoms.push_back(MakeAtom(Predicate::kOneOf, {value}, "", region));
    }
    c.atoms.push_back(MakeAtom(Predicate::kOneOf, {"a", "b"}, "", region));
  }
  const auto index = [](const std::string& v) { return v[0] - 'a'; };
  c.fact_holds = [=](const FactContent& f, const World& w) {
    return Every(f.qualifiers, [&](int p) {
      return (w[p] == index(f.value.text)) == (f.op == Operator::kEquals);
    });
  };
  c.atom_holds = [=](const Atom& a, const World& w) {
    return Every(a.about, [&](int p) {
      return std::any_of(a.members.begin(), a.members.end(),
                         [&](const auto& m) { return w[p] == index(m); });
    });
  };
  c.complete = false;  // of a wider or overlapping region nothing is concluded
  Check(c);
}

}  // namespace
}  // namespace clausebook::answering
