package dev.connectorproxy.connector.aws;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/// The SDK's standard retry strategy, limited by the deadline of the call: when the backoff would exceed it, the last
/// failure is thrown.
final class DeadlineRetryStrategy implements RetryStrategy {
    private final RetryStrategy standard;

    private DeadlineRetryStrategy(RetryStrategy standard) {
        this.standard = standard;
    }

    static DeadlineRetryStrategy of(int attempts) {
        return new DeadlineRetryStrategy(
                AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts).build());
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return standard.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        var refreshed = standard.refreshRetryToken(request);
        if (refreshed.delay().compareTo(EgressHttpClient.CALL.get().left()) >= 0) {
            throw new TokenAcquisitionFailedException(
                    "the next try would begin after the deadline",
                    refreshed.token(),
                    request.failure());
        }
        return refreshed;
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return standard.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return standard.maxAttempts();
    }

    /// False, since AWS's retry conditions are set already.
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return standard.toBuilder();
    }
}
