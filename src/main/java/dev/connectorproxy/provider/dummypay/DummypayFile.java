package dev.connectorproxy.provider.dummypay;

/// The files of the directory. No other file is ever opened.
enum DummypayFile {
    ACCOUNTS("accounts.json"),
    BALANCES("balances.json"),
    PAYMENTS("payments.json");

    private final String fileName;

    DummypayFile(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
