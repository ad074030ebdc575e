package dev.connectorproxy.provider.dummypay;

/// The files that there are. No other name is ever opened.
enum Table {
    ACCOUNTS("accounts.json"),
    BALANCES("balances.json"),
    PAYMENTS("payments.json");

    private final String fileName;

    Table(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
