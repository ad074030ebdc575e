package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import jakarta.json.JsonValue;
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
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/// The clients of the SDK, which send their requests through the egress. One instance per process; thread-safe.
final class AwsServices {
    private final AwsSettings settings;
    private final EgressHttpClient http;
    private final Region region;
    private final AwsCredentialsSource credentials;
    private final DynamoTables tables;
    private final S3Buckets buckets;
    private final S3Links links;

    AwsServices(AwsSettings settings, Egress egress) {
        this.settings = settings;
        this.http = new EgressHttpClient(egress);
        this.region = Region.of(settings.region());
        this.credentials = AwsCredentialsSource.of(settings, http);
        this.tables =
                new DynamoTables(
                        build(
                                DynamoDbClient.builder()
                                        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)));
        this.buckets =
                new S3Buckets(
                        build(
                                S3Client.builder()
                                        .forcePathStyle(!settings.endpoint().isEmpty())
                                        .serviceConfiguration(config ->
                                                config.chunkedEncodingEnabled(false)
                                                        .expectContinueEnabled(false))
                                        .requestChecksumCalculation(
                                                RequestChecksumCalculation.WHEN_REQUIRED)
                                        .responseChecksumValidation(
                                                ResponseChecksumValidation.WHEN_REQUIRED)));
        this.links = new S3Links(presigner());
    }

    DynamoTables tables() {
        return tables;
    }

    S3Buckets buckets() {
        return buckets;
    }

    /// @throws dev.connectorproxy.spi.ConnectorException `ConnectorNotConfigured`: links would not work
    S3Links links() {
        settings.requireLinks();
        return links;
    }

    /// Asks AWS whose credentials these are, which needs no permission. Other servers do not know that request: they are
    /// asked for the list of buckets.
    ///
    /// @return nothing of the response
    JsonValue requireLogin() {
        if (!settings.endpoint().isEmpty()) {
            buckets.requireLogin();
            return JsonValue.NULL;
        }
        try (var tokens = build(StsClient.builder())) {
            tokens.getCallerIdentity();
            return JsonValue.NULL;
        }
    }

    /// @throws dev.connectorproxy.spi.ConnectorException any failure
    JsonValue run(LazyAwsServices.Operation operation, Call call) {
        try {
            return ScopedValue.where(EgressHttpClient.CALL, call).call(() -> operation.apply(this));
        } catch (SdkException e) {
            throw AwsFailureMapping.toConnectorException(e, call);
        }
    }

    /// Signs links for browsers, which may know S3 by another name than this proxy. It sends no requests itself.
    private S3Presigner presigner() {
        var endpoint = settings.linkEndpoint();
        var builder =
                S3Presigner.builder()
                        .region(region)
                        .credentialsProvider(credentials)
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(!endpoint.isEmpty())
                                        .build());
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(new AwsEndpoint(endpoint).uri());
        }
        return builder.build();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(B builder) {
        builder.region(region)
                .defaultsMode(
                        DefaultsMode.LEGACY) // `auto` in the environment would query the instance
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(config ->
                        config.retryStrategy(DeadlineRetryStrategy.of(settings.attempts()))
                                .addExecutionInterceptor(new BotoRequestFormat()));
        if (!settings.endpoint().isEmpty()) {
            var endpoint = new AwsEndpoint(settings.endpoint());
            builder.endpointOverride(endpoint.uri());
            endpoint.interceptor()
                    .ifPresent(host ->
                            builder.overrideConfiguration(
                                    builder.overrideConfiguration().toBuilder()
                                            .addExecutionInterceptor(host)
                                            .build()));
        }
        return builder.build();
    }
}
