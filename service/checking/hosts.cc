#include "service/checking/hosts.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace clausebook::checking {
namespace {

constexpr std::array<std::string_view, 9> kAtlassian = {
    "atlassian.com", "atlassian.net", "atl-paas.net", "atlassian.io", "bitbucket.org",
    "jira.com",      "jira-dev.com",  "trello.com",   "atlassian-us-gov-mod.net"};

constexpr std::array<std::string_view, 16> kDevelopment = {
    "localhost",       "127.0.0.1",   "0.0.0.0",        "ngrok.io",
    "ngrok.app",       "ngrok.dev",   "ngrok-free.app", "ngrok-free.dev",
    "loca.lt",         "localtunnel.me", "trycloudflare.com", "serveo.net",
    "example.com",     "yourdomain.com", "yourdomain.tld", "your-domain.com"};

constexpr std::array<std::string_view, 7> kSecondLevels = {"co",  "com", "org", "net",
                                                           "gov", "ac",  "or"};

// Read off the companies' own documents of their domains, 2026.
const std::vector<HostOwner>& Owners() {
  static const auto* const owners = new std::vector<HostOwner>{
      {"sentry.io", "Sentry", {"sentry"}},
      {"sentry-cdn.com", "Sentry", {"sentry"}},
      {"google-analytics.com", "Google Analytics", {"google_analytics", "google analytics"}},
      {"analytics.google.com", "Google Analytics", {"google_analytics", "google analytics"}},
      {"googletagmanager.com",
       "Google Tag Manager",
       {"google_tag_manager", "google tag manager", "google_analytics", "google analytics"}},
      {"googleapis.com", "Google", {"google", "google_cloud", "google cloud", "gcp"}},
      {"gstatic.com", "Google", {"google"}},
      {"google.com", "Google", {"google"}},
      {"run.app", "Google Cloud", {"google_cloud", "google cloud", "gcp", "google"}},
      {"cloudfunctions.net", "Google Cloud", {"google_cloud", "google cloud", "gcp", "google"}},
      {"mixpanel.com", "Mixpanel", {"mixpanel"}},
      {"mxpnl.com", "Mixpanel", {"mixpanel"}},
      {"amplitude.com", "Amplitude", {"amplitude"}},
      {"posthog.com", "PostHog", {"posthog"}},
      {"segment.com", "Segment", {"segment"}},
      {"segment.io", "Segment", {"segment"}},
      {"hotjar.com", "Hotjar", {"hotjar"}},
      {"hotjar.io", "Hotjar", {"hotjar"}},
      {"plausible.io", "Plausible", {"plausible"}},
      {"usefathom.com", "Fathom", {"fathom"}},
      {"newrelic.com", "New Relic", {"new_relic", "new relic"}},
      {"nr-data.net", "New Relic", {"new_relic", "new relic"}},
      {"datadoghq.com", "Datadog", {"datadog"}},
      {"datadoghq.eu", "Datadog", {"datadog"}},
      {"logz.io", "Logz.io", {"logz.io", "logz"}},
      {"papertrailapp.com", "Papertrail", {"papertrail"}},
      {"loggly.com", "Loggly", {"loggly"}},
      {"betterstack.com", "Better Stack", {"better stack", "betterstack"}},
      {"logtail.com", "Better Stack", {"better stack", "betterstack", "logtail"}},
      {"bugsnag.com", "Bugsnag", {"bugsnag"}},
      {"rollbar.com", "Rollbar", {"rollbar"}},
      {"logrocket.io", "LogRocket", {"logrocket"}},
      {"logrocket.com", "LogRocket", {"logrocket"}},
      {"fullstory.com", "FullStory", {"fullstory"}},
      {"userpilot.io", "Userpilot", {"userpilot"}},
      {"accoil.com", "Accoil", {"accoil"}},
      {"launchdarkly.com", "LaunchDarkly", {"launchdarkly"}},
      {"statsig.com", "Statsig", {"statsig"}},
      {"openai.com", "OpenAI", {"openai"}},
      {"anthropic.com", "Anthropic", {"anthropic", "claude"}},
      {"mistral.ai", "Mistral", {"mistral"}},
      {"cohere.com", "Cohere", {"cohere"}},
      {"huggingface.co", "Hugging Face", {"hugging face", "huggingface"}},
      {"deepl.com", "DeepL", {"deepl"}},
      {"amazonaws.com", "Amazon Web Services", {"aws", "amazon", "amazon web services"}},
      {"cloudfront.net", "Amazon Web Services", {"aws", "amazon", "amazon web services"}},
      {"awsapprunner.com", "Amazon Web Services", {"aws", "amazon", "amazon web services"}},
      {"azure.com", "Microsoft Azure", {"azure", "microsoft"}},
      {"azurewebsites.net", "Microsoft Azure", {"azure", "microsoft"}},
      {"windows.net", "Microsoft Azure", {"azure", "microsoft"}},
      {"microsoft.com", "Microsoft", {"microsoft"}},
      {"microsoftonline.com", "Microsoft", {"microsoft"}},
      {"office.com", "Microsoft", {"microsoft"}},
      {"visualstudio.com", "Microsoft", {"microsoft", "azuredevops", "azure devops"}},
      {"herokuapp.com", "Heroku", {"heroku"}},
      {"vercel.app", "Vercel", {"vercel"}},
      {"netlify.app", "Netlify", {"netlify"}},
      {"fly.dev", "Fly.io", {"fly.io"}},
      {"onrender.com", "Render", {"render"}},
      {"workers.dev", "Cloudflare", {"cloudflare"}},
      {"cloudflare.com", "Cloudflare", {"cloudflare"}},
      {"cloudflareinsights.com",
       "Cloudflare Web Analytics",
       {"cloudflare_insights", "cloudflare"}},
      {"supabase.co", "Supabase", {"supabase"}},
      {"mongodb.net", "MongoDB Atlas", {"mongodb"}},
      {"stripe.com", "Stripe", {"stripe"}},
      {"sendgrid.com", "SendGrid", {"sendgrid", "twilio"}},
      {"sendgrid.net", "SendGrid", {"sendgrid", "twilio"}},
      {"mailgun.net", "Mailgun", {"mailgun"}},
      {"postmarkapp.com", "Postmark", {"postmark"}},
      {"twilio.com", "Twilio", {"twilio"}},
      {"intercom.io", "Intercom", {"intercom"}},
      {"intercomcdn.com", "Intercom", {"intercom"}},
      {"slack.com", "Slack", {"slack"}},
      {"github.com", "GitHub", {"github"}},
      {"githubusercontent.com", "GitHub", {"github"}},
      {"github.io", "GitHub", {"github"}},
      {"gitlab.com", "GitLab", {"gitlab"}},
      {"dropboxapi.com", "Dropbox", {"dropbox"}},
      {"dropbox.com", "Dropbox", {"dropbox"}},
      {"miro.com", "Miro", {"miro"}},
      {"figma.com", "Figma", {"figma"}},
      {"notion.com", "Notion", {"notion"}},
      {"unpkg.com", "unpkg", {"unpkg"}},
      {"jsdelivr.net", "jsDelivr", {"jsdelivr"}},
      {"gravatar.com", "Automattic", {"gravatar", "automattic"}},
      {"wp.com", "Automattic", {"automattic", "wordpress"}},
      {"unsplash.com", "Unsplash", {"unsplash"}},
      {"giphy.com", "GIPHY", {"giphy"}},
  };
  return *owners;
}

}  // namespace

std::string HostOf(std::string_view pattern) {
  if (const auto scheme = pattern.find("://"); scheme != std::string_view::npos) {
    pattern.remove_prefix(scheme + 3);
  }
  pattern = pattern.substr(0, pattern.find_first_of("/:?#"));
  if (pattern.starts_with("*.")) pattern.remove_prefix(2);
  std::string host(pattern);
  std::transform(host.begin(), host.end(), host.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return host;
}

bool IsWithin(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool IsAtlassian(std::string_view host) {
  return std::any_of(kAtlassian.begin(), kAtlassian.end(),
                     [&](std::string_view domain) { return IsWithin(host, domain); });
}

const HostOwner* OwnerOf(std::string_view host) {
  const HostOwner* best = nullptr;
  for (const HostOwner& owner : Owners()) {
    const bool longer = best == nullptr || owner.suffix.size() > best->suffix.size();
    if (longer && IsWithin(host, owner.suffix)) best = &owner;
  }
  return best;
}

bool IsForDevelopment(std::string_view host) {
  if (host.ends_with(".local") || host.ends_with(".test") || host.ends_with(".localhost")) {
    return true;
  }
  return std::any_of(kDevelopment.begin(), kDevelopment.end(),
                     [&](std::string_view domain) { return IsWithin(host, domain); });
}

std::string RegisteredDomain(std::string_view host) {
  const auto last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return std::string(host);
  const auto second = host.rfind('.', last - 1);
  if (second == std::string_view::npos) return std::string(host);
  const std::string_view label = host.substr(second + 1, last - second - 1);
  const bool common = host.size() - last == 3 &&  // a country
                      std::find(kSecondLevels.begin(), kSecondLevels.end(), label) !=
                          kSecondLevels.end();
  if (!common) return std::string(host.substr(second + 1));
  const auto third = second == 0 ? std::string_view::npos : host.rfind('.', second - 1);
  return std::string(third == std::string_view::npos ? host : host.substr(third + 1));
}

}  // namespace clausebook::checking
