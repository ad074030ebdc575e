package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import jakarta.json.JsonValue;
import java.net.URI;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The clients of the SDK, which send their requests through the egress. One instance per process; thread-safe.
final class Services {
    private final AwsSettings settings;
    private final EgressHttpClient http;
    private final Region region;
    private final Credentials credentials;
    private final Tables tables;
    private final Buckets buckets;

    Services(AwsSettings settings, Egress egress) {
        this.settings = settings;
        this.http = new EgressHttpClient(egress);
        this.region = Region.of(settings.region());
        this.credentials = Credentials.of(settings, http);
        this.tables =
                new Tables(
                        built(
                                DynamoDbClient.builder()
                                        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)));
        this.buckets =
                new Buckets(
                        built(
                                S3Client.builder()
                                        .forcePathStyle(!settings.endpoint().isEmpty())
                                        .serviceConfiguration(config ->
                                                config.chunkedEncodingEnabled(false)
                                                        .expectContinueEnabled(false))
                                        .requestChecksumCalculation(
                                                RequestChecksumCalculation.WHEN_REQUIRED)
                                        .responseChecksumValidation(
                                                ResponseChecksumValidation.WHEN_REQUIRED)));
    }

    Tables tables() {
        return tables;
    }

    Buckets buckets() {
        return buckets;
    }

    /// Runs an operation, whose requests belong to the call.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException any failure
    JsonValue run(LazyAws.Work operation, Call call) {
        try {
            return ScopedValue.where(EgressHttpClient.CALL, call).call(() -> operation.with(this));
        } catch (SdkException e) {
            throw AwsFailure.of(e, call);
        }
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(B builder) {
        builder.region(region)
                .defaultsMode(
                        DefaultsMode.LEGACY) // `auto` in the environment would query the instance
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(config ->
                        config.retryStrategy(DeadlineRetries.of(settings.attempts()))
                                .addExecutionInterceptor(new WireForm()));
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }
}
