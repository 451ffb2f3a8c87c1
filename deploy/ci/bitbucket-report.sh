#!/usr/bin/env bash
# Runs `clausebook check` with the arguments given, and hands the findings to Bitbucket's
# Code Insights as a report of the commit. Ends as the check does.
#
# In a pipeline nothing else is needed: its proxy signs the calls. Needs curl.
set -euo pipefail

api="http://api.bitbucket.org/2.0/repositories/$BITBUCKET_REPO_FULL_NAME"
report="$api/commit/$BITBUCKET_COMMIT/reports/clausebook"
call() {
  curl --silent --show-error --fail --output /dev/null \
    --proxy "${BITBUCKET_PROXY-http://localhost:29418}" \
    --header 'Content-Type: application/json' "$@"
}

annotations=$(mktemp)
trap 'rm -f "$annotations"' EXIT
code=0
clausebook check "$@" --format bitbucket > "$annotations" || code=$?
if [ "$code" -gt 1 ]; then
  exit "$code"
fi

result=PASSED
if [ "$code" = 1 ]; then
  result=FAILED
fi
call --request PUT "$report" --data "{\"title\": \"Clausebook\", \"report_type\": \"SECURITY\",
  \"reporter\": \"clausebook\", \"result\": \"$result\",
  \"details\": \"Policies, manifest and attestations held against each other.\"}"
# Each line is the body of one request.
while IFS= read -r body; do
  call --request POST "$report/annotations" --data "$body"
done < "$annotations"
exit "$code"
