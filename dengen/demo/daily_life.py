"""What waits on the demo today: requests, drafts, a notice, the list of businesses."""

from uuid import uuid4

from dengen.accounts.applications.business_list import read_business_list
from dengen.accounts.models import Account, BusinessImport, Notice, PasswordRequest
from dengen.japan.business_days import today
from dengen.listings.models import Draft

DRAFT = {
    "title": "夏季の調整力の買い希望（東京エリア）",
    "side": "buy",
    "area": "tokyo",
    "html": "<p>7月から9月の平日昼間に、",
}


def add_daily_life(members: list[Account], administrator: Account) -> None:
    """Tell daily life; `members` are the demo's in order of joining, former ones included."""
    staying = [member for member in members if member.is_active]
    poster, forgetful = staying[:2]
    leaving = next(member for member in reversed(staying) if member.open_handover is None)
    Draft.keep(by=poster, key=uuid4(), values=DRAFT, revision=0)
    PasswordRequest.receive(
        login_id=forgetful.login_id,
        organization_name=forgetful.organization_name,
        email=forgetful.email,
    )
    leaving.request_retirement(reason="当社での利用が不要になったため")
    _list_businesses(staying, administrator)
    Notice(
        title="年末年始の審査について",
        text="12月29日から1月3日までは審査を行いません。お急ぎの申請は、お早めにお願いいたします。",
        start_on=today(),
    ).publish(by=administrator)


def _list_businesses(members: list[Account], administrator: Account) -> None:
    """Take over the list of eligible businesses, as a spreadsheet would have saved it."""
    lines = ["事業者名", *(member.organization_name for member in members)]
    prepared = BusinessImport.upload(
        by=administrator,
        file_name="電気供給事業者名簿.csv",
        found=read_business_list("\n".join(lines).encode()),
        replaces_all=True,
    )
    prepared.compare(prepared.attempt)
    prepared.refresh_from_db()
    prepared.take_over(by=administrator)
