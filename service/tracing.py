"""OpenTelemetry traces: a span for each request, and inside it one for each stage of its summary."""

from __future__ import annotations

from opentelemetry.trace import NoOpTracerProvider, Tracer, TracerProvider

from summarizer.errors import MissingExtra

NAME = "newsfuse"


def exporting() -> TracerProvider:
    """Return a provider that sends spans where the ``OTEL_EXPORTER_OTLP_…`` variables say.

    Raises:
        MissingExtra: The SDK is not installed.

    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  an extra
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider as Provider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ModuleNotFoundError:
        raise MissingExtra("opentelemetry-sdk", "tracing") from None
    provider = Provider(resource=Resource.create({SERVICE_NAME: NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def tracer(provider: TracerProvider | None) -> Tracer:
    """Return what stages are traced with; None traces nothing."""
    return (provider or NoOpTracerProvider()).get_tracer(NAME)
