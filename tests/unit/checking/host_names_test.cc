// What names of hosts tell, and what they do not.
#include "service/checking/host_names.h"

#include <gtest/gtest.h>

#include <set>

namespace clausebook::checking {
namespace {

TEST(HostNames, TheListIsSoundAndNamesNobodyTwice) {
  const auto names = LoadHostNames();
  ASSERT_TRUE(names.ok()) << names.status();
  EXPECT_FALSE(names->atlassian.empty());
  EXPECT_FALSE(names->development.empty());
  std::set<std::string> domains;
  std::set<std::string> owners;
  for (const HostOwner& owner : names->owners) {
    EXPECT_TRUE(owners.insert(owner.name).second) << owner.name;
    EXPECT_FALSE(owner.domains.empty()) << owner.name;
    for (const std::string& domain : owner.domains) {
      EXPECT_TRUE(domains.insert(domain).second) << domain;
      EXPECT_EQ(HostOf(domain), domain);
      EXPECT_FALSE(IsAtlassian(domain)) << domain;
      EXPECT_FALSE(IsForDevelopment(domain)) << domain;
    }
  }
}

TEST(HostNames, TheHostOfAnAddress) {
  EXPECT_EQ(HostOf("https://API.Buoy.example/v1?x#y"), "api.buoy.example");
  EXPECT_EQ(HostOf("wss://live.buoy.example:8443"), "live.buoy.example");
  EXPECT_EQ(HostOf("*.buoy.example"), "buoy.example");
  EXPECT_EQ(HostOf("*"), "*");
  EXPECT_EQ(HostOf(""), "");
}

TEST(HostNames, WhatSomebodyRegisteredEndsAtThePublicSuffix) {
  EXPECT_EQ(RegisteredDomain("a.b.buoy.example"), "buoy.example");
  EXPECT_EQ(RegisteredDomain("api.buoy.co.uk"), "buoy.co.uk");
  EXPECT_EQ(RegisteredDomain("api.buoy.com.br"), "buoy.com.br");
  // Two customers of one hosting company are two owners.
  EXPECT_EQ(RegisteredDomain("buoy.herokuapp.com"), "buoy.herokuapp.com");
  EXPECT_EQ(RegisteredDomain("pages.buoy.github.io"), "buoy.github.io");
  EXPECT_EQ(RegisteredDomain("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(RegisteredDomain("localhost"), "localhost");
  EXPECT_EQ(RegisteredDomain("com"), "com");
}

TEST(HostNames, ADomainIsNotItsNeighbour) {
  EXPECT_TRUE(IsWithin("api.buoy.example", "buoy.example"));
  EXPECT_TRUE(IsWithin("buoy.example", "buoy.example"));
  EXPECT_FALSE(IsWithin("notbuoy.example", "buoy.example"));
  EXPECT_FALSE(IsWithin("buoy.example.evil.example", "buoy.example"));
  EXPECT_TRUE(IsAtlassian("api.atlassian.com"));
  EXPECT_FALSE(IsAtlassian("atlassian.com.evil.example"));
  EXPECT_FALSE(IsAtlassian("notatlassian.com"));
}

TEST(HostNames, WhatIsNoHostOfAProductionApp) {
  for (const char* host :
       {"localhost", "abc.ngrok.io", "x.loca.lt", "127.0.0.1", "10.1.2.3", "192.168.0.4",
        "172.20.0.1", "box.local", "api.example.com", "yourdomain.tld"}) {
    EXPECT_TRUE(IsForDevelopment(host)) << host;
  }
  // A domain under .example is a fictional vendor's, 172.32 is public.
  for (const char* host : {"api.buoy.example", "172.32.0.1", "203.0.113.7",
                           "ngrok.buoy.example", "localhost.io"}) {
    EXPECT_FALSE(IsForDevelopment(host)) << host;
  }
}

TEST(HostNames, TheNearestOwnerCounts) {
  ASSERT_NE(OwnerOf("o42.ingest.sentry.io"), nullptr);
  EXPECT_EQ(OwnerOf("o42.ingest.sentry.io")->name, "Sentry");
  EXPECT_EQ(OwnerOf("aiplatform.googleapis.com")->kind, HostKind::kAi);
  EXPECT_EQ(OwnerOf("fonts.googleapis.com")->kind, HostKind::kOther);
  EXPECT_EQ(OwnerOf("api.buoy.example"), nullptr);
}

TEST(HostNames, ARecipientIsKnownByTheNamesThatItGoesBy) {
  EXPECT_TRUE(MayBeOwner("google_analytics", "www.google-analytics.com"));
  EXPECT_TRUE(MayBeOwner("Google Ireland Limited", "www.google-analytics.com"));
  EXPECT_TRUE(MayBeOwner("Functional Software, Inc. (Sentry)", "o1.ingest.sentry.io"));
  EXPECT_TRUE(MayBeOwner("Amazon Web Services EMEA SARL", "x.s3.amazonaws.com"));
  EXPECT_TRUE(MayBeOwner("aws", "x.s3.amazonaws.com"));
  EXPECT_TRUE(MayBeOwner("new_relic", "bam.nr-data.net"));
  // Invented ones by their own name or host.
  EXPECT_TRUE(MayBeOwner("Buoy Error Tracking", "api.buoy.example"));
  EXPECT_TRUE(MayBeOwner("Better Buoy GmbH", "eu.betterbuoy.example"));
  EXPECT_TRUE(MayBeOwner("buoy.example", "api.buoy.example"));
  EXPECT_TRUE(MayBeOwner("https://api.buoy.example", "api.buoy.example"));
}

TEST(HostNames, AnotherNameIsAnotherRecipient) {
  // Who names Google Analytics has not named all that Google runs.
  EXPECT_FALSE(MayBeOwner("Google Analytics", "fonts.googleapis.com"));
  EXPECT_FALSE(MayBeOwner("Sentry", "api.openai.com"));
  EXPECT_FALSE(MayBeOwner("Buoyancy Ltd", "api.buoy.example"));
  EXPECT_FALSE(MayBeOwner("Error Tracking", "api.buoy.example"));
  EXPECT_FALSE(MayBeOwner("", "api.buoy.example"));
  EXPECT_FALSE(MayBeOwner("other.example", "api.buoy.example"));
  // Labels of a letter or two are in too many words.
  EXPECT_FALSE(MayBeOwner("X Corp", "api.x.example"));
}

}  // namespace
}  // namespace clausebook::checking
