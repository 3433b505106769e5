package io.github.claude4j.types;

import io.github.claude4j.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Types as people have them, and a value of each. */
final class RealTypes {
    private RealTypes() {}

    // An invoice with lines and taxes
    enum Currency {
        EUR,
        USD,
        CHF
    }

    record Address(String street, String town, @Nullable String postcode, String country) {}

    @Description("A rate of tax and what it comes to.")
    record Tax(BigDecimal rate, BigDecimal amount) {}

    record Line(
            @Description("what was delivered, in its words") String text,
            int quantity,
            BigDecimal price,
            List<Tax> taxes) {
        Line {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be at least 1");
            }
        }
    }

    record Invoice(
            String number,
            LocalDate date,
            Optional<LocalDate> due,
            Address seller,
            Address buyer,
            Currency currency,
            List<Line> lines,
            BigDecimal net,
            BigDecimal gross,
            @Nullable String note,
            Optional<URI> payAt) {}

    static final Invoice INVOICE = new Invoice(
            "2026-0815",
            LocalDate.of(2026, 1, 31),
            Optional.of(LocalDate.of(2026, 2, 28)),
            new Address("Rue de l'Étoile 1", "Paris", "75017", "FR"),
            new Address("Hauptstraße 2", "München 😀", null, "DE"),
            Currency.EUR,
            List.of(
                    new Line(
                            "Bolts \"M8\"\n",
                            100,
                            new BigDecimal("0.10"),
                            List.of(new Tax(new BigDecimal("0.19"), new BigDecimal("1.90")))),
                    new Line("Nuts", 1, new BigDecimal("12"), List.of())),
            new BigDecimal("22.00"),
            new BigDecimal("23.90"),
            null,
            Optional.of(URI.create("https://pay.example.com/i?n=2026-0815")));

    // A calendar event with recurrence
    sealed interface Recurrence {
        record Never() implements Recurrence {}

        record Weekly(Set<DayOfWeek> days, int every) implements Recurrence {}

        record Yearly(java.time.MonthDay day, OptionalInt times) implements Recurrence {}
    }

    record Event(
            UUID id,
            String title,
            OffsetDateTime start,
            Duration length,
            ZoneId zone,
            LocalTime reminder,
            Recurrence recurrence) {}

    static final Event EVENT = new Event(
            UUID.fromString("00000000-0000-4000-8000-000000000001"),
            "Stand-up",
            OffsetDateTime.parse("2026-01-05T09:30:00+01:00"),
            Duration.ofMinutes(15),
            ZoneId.of("Europe/Berlin"),
            LocalTime.of(9, 15),
            new Recurrence.Weekly(Set.of(DayOfWeek.MONDAY), 2));

    // A JSON patch
    sealed interface Patch permits Add, Remove, Move {}

    record Add(String path, JsonObject value) implements Patch {}

    record Remove(String path) implements Patch {}

    record Move(String from, String path) implements Patch {}

    record Patches(List<Patch> operations) {}

    static final Patches PATCHES = new Patches(
            List.of(new Add("/a~1b", JsonObject.of("x", 1, "y", true)), new Remove("/c"), new Move("/d", "/e")));

    // An expression tree
    sealed interface Expression {}

    record Number(double value) implements Expression {}

    record Variable(String name) implements Expression {}

    sealed interface Operation extends Expression {}

    record Sum(Expression left, Expression right) implements Operation {}

    record Call(String function, List<Expression> arguments) implements Operation {}

    record Query(String name, Expression expression) {}

    static final Query QUERY = new Query(
            "total",
            new Sum(
                    new Number(1.5),
                    new Call("max", List.of(new Variable("a"), new Sum(new Number(-2), new Number(1e30))))));

    // A bank statement with sealed entries
    sealed interface Entry {
        BigDecimal amount();
    }

    record Transfer(
            BigDecimal amount, String iban, @Nullable String purpose) implements Entry {}

    record CardPayment(BigDecimal amount, String merchant, Instant at) implements Entry {}

    record Fee(BigDecimal amount, Kind kind) implements Entry {
        enum Kind {
            @Description("every month")
            MONTHLY,
            @Description("for each booking")
            BOOKING
        }
    }

    record Statement(String iban, YearMonth month, BigDecimal opening, List<Entry> entries, BigDecimal closing) {}

    static final Statement STATEMENT = new Statement(
            "DE02120300000000202051",
            YearMonth.of(2026, 1),
            new BigDecimal("100.00"),
            List.of(
                    new Transfer(new BigDecimal("-12.50"), "FR7630006000011234567890189", null),
                    new CardPayment(new BigDecimal("-3.20"), "Café", Instant.parse("2026-01-02T10:00:00.123Z")),
                    new Fee(new BigDecimal("-1"), Fee.Kind.MONTHLY)),
            new BigDecimal("83.30"));

    // A configuration with maps
    enum Level {
        LOW,
        HIGH
    }

    record Limits(int cpu, long memory) {}

    record Config(
            Map<String, String> labels,
            Map<Level, Limits> limits,
            Map<String, List<Map<String, Integer>>> ports,
            Object extra) {}

    static final Config CONFIG = new Config(
            Map.of("app", "shop"),
            Map.of(Level.HIGH, new Limits(4, 1L << 40)),
            Map.of("tcp", List.of(Map.of("http", 80))),
            JsonObject.of("any", "thing"));

    // A medical form
    enum BloodGroup {
        A_POSITIVE,
        A_NEGATIVE,
        UNKNOWN
    }

    record Medication(String name, double milligrams, boolean daily) {}

    record Form(
            String patient,
            Optional<LocalDate> born,
            BloodGroup group,
            Optional<LocalDateTime> lastVisit,
            List<@Nullable String> allergies,
            Set<Medication> medications,
            Optional<Integer> pulse,
            @Nullable Boolean smoker) {}

    static final Form FORM = new Form(
            "Ada",
            Optional.empty(),
            BloodGroup.A_POSITIVE,
            Optional.of(LocalDateTime.of(2026, 1, 2, 3, 4)),
            java.util.Arrays.asList("pollen", null),
            Set.of(new Medication("aspirin", 0.5, true)),
            Optional.of(60),
            null);

    // A DTO with generics
    record Page<T>(List<T> items, @Nullable String next, int total) {}

    record Customer(long id, String name) {}

    record Customers(Page<Customer> page, Page<Page<String>> pages) {}

    static final Customers CUSTOMERS = new Customers(
            new Page<>(List.of(new Customer(1, "Ada"), new Customer(2, "Bob")), "c2", 17),
            new Page<>(List.of(new Page<>(List.of("x"), null, 1)), null, 1));

    // A tree of comments
    record Comment(String author, String text, List<Comment> replies, Optional<Comment> quoted) {}

    static final Comment COMMENT = new Comment(
            "ada",
            "first",
            List.of(new Comment(
                    "bob", "second", List.of(), Optional.of(new Comment("x", "y", List.of(), Optional.empty())))),
            Optional.empty());

    // A geometry with sealed shapes
    record Point(double x, double y) {}

    sealed interface Shape {}

    record Circle(Point centre, double radius) implements Shape {}

    record Polygon(List<Point> points) implements Shape {}

    record Group(@Nullable String name, List<Circle> circles, Shape frame) {}

    record Drawing(String title, List<Shape> shapes, Group group) {}

    static final Drawing DRAWING = new Drawing(
            "d",
            List.of(new Circle(new Point(0, 0), 1), new Polygon(List.of(new Point(0.1, -0.2), new Point(1e-9, 3)))),
            new Group(null, List.of(new Circle(new Point(1, 1), 2)), new Polygon(List.of())));

    static final List<Object> ALL =
            List.of(INVOICE, EVENT, PATCHES, QUERY, STATEMENT, CONFIG, FORM, CUSTOMERS, COMMENT, DRAWING);
}
