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
            "timesAndAmountsAreExact"),
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
    COUNTS_IN_DOUBLES(6, "anOrderBecomesAPaymentAtOnceOrByPolling", "timesAndAmountsAreExact"),
    READS_LOCAL_TIME(6, "timesAndAmountsAreExact"),
    KEEPS_NO_RAW_ROW(
            6,
            "anOrderBecomesAPaymentAtOnceOrByPolling",
            "everyRowPassesTheEnginesRules",
            "ordersAreTakenBackWhereTheProviderCan"),
    SKIPS_WHAT_IT_RETURNS(6, "noPageReturnsARowThatItSkips"),
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
            8, "afterAFailureTheSameRequestBringsTheSamePage", "failuresAreReportedByTheirClass"),
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
            "anOrderBecomesAPaymentAtOnceOrByPolling",
            "ordersAreTakenBackWhereTheProviderCan"),
    SIGNS_WHAT_IT_PARSED(11, "deliveriesThatWereTamperedWithAreRefused"),
    TRUSTS_WHAT_IS_UNSIGNED(11, "deliveriesWithoutASignatureAreRefused"),
    SETS_UP_TWICE(11, "webhooksAreSetUpOnceAndTakenBack"),
    KEYS_AT_RANDOM(11, "aReplayedDeliveryHasTheSameKeyAndNoOtherHas"),
    SHARES_A_FIELD(12, "fetchesForDifferentPayloadsDoNotDisturbEachOther"),
    TAKES_TURNS(12, "fetchesForDifferentPayloadsDoNotDisturbEachOther");

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
