package dev.connectorproxy.contract.payment.memory;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/// One flaw of a provider, and all tests of the kit that must detect it.
enum Flaw {
    NONE(0),
    TAKES_KEYS_THAT_CANNOT_BE(1, "configurationsThatOnlyTheProviderCanJudgeAreRefusedAsSuch"),
    SHOWS_ITS_KEY(1, "whatMustNotBeShownIsASecret"),
    NEEDS_WHAT_IS_OPTIONAL(1, "requiredFieldsAreAllThatItTakes"),
    CHANGES_ITS_SCHEMA(1, "aConfigurationReadsBackAsItWas", "keysAreReadInAnyCase"),
    CALLS_WHEN_INSTALLED(2, "creatingAndInstallingSendsNoRequest"),
    DECLARES_TOO_MUCH(
            2,
            "everyDeclaredCapabilityIsImplemented",
            "theInstallTreeIsWhatTheCapabilitiesDeclare"),
    DECLARES_TOO_LITTLE(
            2, "everythingElseIsNotImplemented", "theInstallTreeIsWhatTheCapabilitiesDeclare"),
    BRINGS_ONE_TOO_MANY(3, "noPageHasMoreRowsThanAskedFor"),
    LOSES_A_ROW(
            3,
            "theClockOfTheMachineDoesNotMatter",
            "theWholeHistoryComesOnce",
            "everyFieldIsAsExpected"),
    KEEPS_A_CURSOR(
            4,
            "failuresOfTheFixtureAreReportedAndHaveNoLaterEffect",
            "afterAFailureTheSameRequestBringsTheSamePage",
            "behindTheLastRowNothingFollows",
            "fromEveryStateExactlyTheLaterRowsFollow",
            "theSameRequestBringsTheSamePage"),
    CRASHES_BEHIND_THE_END(
            4,
            "behindTheLastRowNothingFollows",
            "fromEveryStateExactlyTheLaterRowsFollow",
            "referenceAndTimeStayWhenARowChanges",
            "rowsAddedLaterComeWithTheNextPoll",
            "rowsAddedWithTheTimestampOfTheLastOneComeToo",
            "rowsChangedLaterComeAgain",
            "rowsInUnknownCurrenciesAreSkippedAndLogged"),
    BEGINS_AGAIN_BEHIND_THE_END(
            4,
            "behindTheLastRowNothingFollows",
            "rowsAddedLaterComeWithTheNextPoll",
            "rowsAddedWithTheTimestampOfTheLastOneComeToo",
            "rowsChangedLaterComeAgain"),
    PROMISES_MORE_BEHIND_THE_END(4, "behindTheLastRowNothingFollows"),
    NEVER_LOOKS_AGAIN(
            5,
            "rowsAddedLaterComeWithTheNextPoll",
            "rowsAddedWithTheTimestampOfTheLastOneComeToo",
            "rowsChangedLaterComeAgain",
            "rowsInUnknownCurrenciesAreSkippedAndLogged"),
    COMPARES_STRICTLY(5, "rowsAddedWithTheTimestampOfTheLastOneComeToo"),
    DEPENDS_ON_THE_CLOCK(5, "theClockOfTheMachineDoesNotMatter"),
    PAGES_BY_NUMBER(
            5,
            "deletionsBetweenPagesLoseNoOtherRow",
            "rowsAddedWithTheTimestampOfTheLastOneComeToo",
            "rowsChangedLaterComeAgain"),
    COUNTS_IN_DOUBLES(
            13,
            "amountsOfOrdersAreExact",
            "anOrderBecomesAPaymentAtOnceOrByPolling",
            "everyFieldIsAsExpected"),
    READS_LOCAL_TIME(13, "everyFieldIsAsExpected"),
    KEEPS_NO_RAW_ROW(
            6,
            "anOrderBecomesAPaymentAtOnceOrByPolling",
            "everyRowPassesTheEnginesRules",
            "ordersAreTakenBackWhereTheProviderCan"),
    LOGS_SKIPPED_ROWS_ALONE(6, "rowsInUnknownCurrenciesAreSkippedAndLogged"),
    SKIPS_WHAT_IT_RETURNS(
            6, "noPageReturnsARowThatItSkips", "rowsInUnknownCurrenciesAreSkippedAndLogged"),
    STALLS_AT_UNKNOWN_CURRENCIES(
            6, "noPageReturnsARowThatItSkips", "rowsInUnknownCurrenciesAreSkippedAndLogged"),
    GUESSES_THE_PARENT(7, "withoutTheirParentTheyAreRefused"),
    MIXES_PARENTS(
            7,
            "afterAFailureTheSameRequestBringsTheSamePage",
            "behindTheLastRowNothingFollows",
            "rowsAddedLaterComeWithTheNextPoll",
            "rowsAddedWithTheTimestampOfTheLastOneComeToo",
            "rowsChangedLaterComeAgain",
            "statesOfDifferentParentsDoNotMix"),
    SWALLOWS_LIMITS(
            8,
            "afterAFailureTheSameRequestBringsTheSamePage",
            "failuresAreReportedByTheirClass",
            "refusedRequestsAreSentOnce"),
    TELLS_ITS_KEY(
            8, "failuresOfTheFixtureAreReportedAndHaveNoLaterEffect", "failuresContainNoSecret"),
    PUTS_ITS_KEY_INTO_URLS(9, "secretsTravelInHeadersAlone"),
    IGNORES_INTERRUPTIONS(9, "anInterruptionEndsTheCall"),
    SORTS_BY_NOTHING(9, "listsAreAskedForAsTheProviderNeedsThem"),
    HAS_A_DEADLINE_OF_ITS_OWN(9, "noRequestOutlivesTheCall"),
    PAYS_TWICE(10, "theReferenceIsTheIdempotencyKeyEachTime"),
    PAYS_ANYTHING(10, "ordersThatNobodyCanCarryOutAreRefused"),
    POLLS_FOR_EVER(
            10,
            "aFailedOrderIsReportedByItsClassAndCanBeRepeated",
            "amountsOfOrdersAreExact",
            "anOrderBecomesAPaymentAtOnceOrByPolling",
            "ordersAreTakenBackWhereTheProviderCan"),
    SIGNS_WHAT_IT_PARSED(11, "deliveriesThatWereTamperedWithAreRefused"),
    TRUSTS_WHAT_IS_UNSIGNED(11, "deliveriesWithoutASignatureAreRefused"),
    SETS_UP_TWICE(11, "webhooksAreSetUpOnceAndTakenBack"),
    KEYS_AT_RANDOM(11, "aReplayedDeliveryHasTheSameKeyAndNoOtherHas"),
    SHARES_A_FIELD(
            12, "everyFieldIsAsExpected", "fetchesForDifferentPayloadsDoNotDisturbEachOther"),
    TAKES_TURNS(12, "fetchesForDifferentPayloadsDoNotDisturbEachOther"),
    SWAPS_THE_PARTIES(13, "anOrderBecomesAPaymentAtOnceOrByPolling", "everyFieldIsAsExpected"),
    CALLS_EVERYTHING_A_PAYOUT(
            13, "anOrderBecomesAPaymentAtOnceOrByPolling", "everyFieldIsAsExpected"),
    CALLS_EVERYTHING_FAILED(
            13, "anOrderBecomesAPaymentAtOnceOrByPolling", "everyFieldIsAsExpected"),
    CALLS_PENDING_SUCCEEDED(
            13, "anOrderBecomesAPaymentAtOnceOrByPolling", "everyFieldIsAsExpected"),
    IGNORES_THE_SCHEME(13, "everyFieldIsAsExpected"),
    FORGETS_THE_PARENT(13, "everyFieldIsAsExpected"),
    LOSES_THE_SIGN(13, "everyFieldIsAsExpected"),
    CHANGES_RAW(13, "rawIsTheObjectThatTheProviderSent"),
    DATES_ROWS_BY_THEIR_UPDATE(13, "everyFieldIsAsExpected", "referenceAndTimeStayWhenARowChanges"),
    TRUSTS_OLD_SIGNATURES(14, "anOldDeliveryIsRefused"),
    TAKES_BACK_ALL_WEBHOOKS(14, "takingBackOneInstallationLeavesTheOther"),
    SUBSCRIBES_TO_MORE(14, "everyWebhookHasADeliveryWithAnEvent"),
    KEYS_BY_CONTENT(14, "keysDifferBetweenInstallations"),
    ENDS_AT_SKIPPED_ROWS(6, "rowsInUnknownCurrenciesAreSkippedAndLogged"),
    DROPS_ROWS_WHEN_A_REQUEST_FAILS(5, "afterAFailureTheSameRequestBringsTheSamePage"),
    CALLS_UNKNOWN_SUCCEEDED(15, "oddValuesAreNotGuessed"),
    TAKES_NO_AMOUNT_FOR_ZERO(15, "oddValuesAreNotGuessed"),
    NAMES_EMPTY_PARTIES(15, "everyFieldIsAsExpected", "oddValuesAreNotGuessed"),
    CRASHES_AT_MALFORMED_VALUES(15, "anOddRowCostsNoOther", "oddValuesAreNotGuessed"),
    DROPS_UNKNOWN_STATUSES(15, "aRowWithAnUnknownStatusIsKept"),
    STOPS_AT_A_WARNING(15, "aRowWithAnUnknownStatusIsKept", "anOddRowCostsNoOther"),
    FANS_OUT_WITHOUT_A_FILTER(
            16,
            "noRowIsOfTwoParents",
            "requestsOfDifferentParentsDiffer",
            "rowsAddedLaterComeWithTheNextPoll",
            "rowsAddedWithTheTimestampOfTheLastOneComeToo",
            "rowsChangedLaterComeAgain"),
    FETCHES_THE_PARENT_AGAIN(16, "parentsAreNotFetchedAgain"),
    ASKS_AGAIN_WHEN_REFUSED(9, "refusedRequestsAreSentOnce"),
    OPENS_CONNECTIONS(17, "theCodeOpensNoConnection"),
    STARTS_THREADS(17, "theCodeLeavesSchedulesIdsAndStorageToTheEngine"),
    KEEPS_FILES(17, "theCodeLeavesSchedulesIdsAndStorageToTheEngine"),
    KEEPS_STATIC_VARIABLES(17, "theCodeLeavesSchedulesIdsAndStorageToTheEngine"),
    INVENTS_IDS(17, "theCodeLeavesSchedulesIdsAndStorageToTheEngine"),
    SIGNS_WHERE_IT_SENDS(17, "signingMappingAndTransportAreApart"),
    ASSUMES_NOTHING(17, "assumptions");

    private final int point;
    private final Set<String> tests;

    Flaw(int point, String... tests) {
        this.point = point;
        this.tests = new TreeSet<>(Arrays.asList(tests));
    }

    /// The point of the contract; 0 for none.
    int point() {
        return point;
    }

    /// The tests that fail, and no others.
    Set<String> tests() {
        return tests;
    }
}
