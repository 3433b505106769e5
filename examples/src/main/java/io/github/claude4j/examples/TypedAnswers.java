package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.NoValueException;
import io.github.claude4j.messages.ParsedStream;
import io.github.claude4j.types.Description;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads a bank statement into records, whole and then while the model writes it. */
public final class TypedAnswers {
    private TypedAnswers() {}

    record Statement(
            @Description("the account, as an IBAN") String account, List<Entry> entries, Optional<LocalDate> printed) {}

    /** The kinds of entries are told apart by a member "type" in the JSON: "transfer", "fee". */
    sealed interface Entry {
        BigDecimal amount();
    }

    record Transfer(BigDecimal amount, LocalDate day, String to, Optional<String> purpose) implements Entry {}

    record Fee(BigDecimal amount, Period every) implements Entry {
        Fee {
            if (amount.signum() == 0) {
                throw new IllegalArgumentException("a fee costs something; leave it out where it is 0");
            }
        }
    }

    enum Period {
        MONTH,
        @Description("from January to December")
        YEAR
    }

    public static void main(String[] args) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(4096)
                .addUserMessage("""
                    Read this statement of DE02120300000000202051: on the 3rd of May 2026 12.50 went to the "Café" for lunch;
                    the account costs 4 a month.\
                    """)
                .build();

        try (Claude claude = Claude.fromEnv()) {
            // A misfit, such as a fee of 0, is told to the model, which answers once more.
            Statement statement =
                    claude.messages().create(params, Statement.class).reask(1).value();
            for (Entry entry : statement.entries()) {
                if (entry instanceof Transfer transfer) {
                    System.out.println(transfer.day() + " " + transfer.amount() + " to " + transfer.to());
                } else if (entry instanceof Fee fee) {
                    System.out.println(fee.amount() + " every " + fee.every());
                }
            }

            try (ParsedStream<Statement> stream = claude.messages().stream(params, Statement.class)) {
                stream.elements("entries", Entry.class).forEach(entry -> System.out.println("read: " + entry));
                System.out.println(stream.value().account());
            } catch (NoValueException e) {
                System.out.println("no statement: " + e.outcome());
            }
        }
    }
}
