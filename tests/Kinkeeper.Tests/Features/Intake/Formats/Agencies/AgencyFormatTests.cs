using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Records.Values;

namespace Kinkeeper.Tests.Features.Intake.Formats.Agencies;

public sealed class AgencyFormatTests
{
    [Fact]
    public void All_NamesAreThoseOfTheContract() =>
        AgencyFormat.All.Select(format => format.Name).Should().BeEquivalentTo(
            "orr-separated-children", "ice-removals", "usbp-apprehensions", "usbp-processed-subjects", "cbp-encounters", "cbp-apprehensions", "orr-portal", "task-force-list");

    [Fact]
    public void All_NoTwoColumnsOfAFormatShareAHeader()
    {
        foreach (AgencyFormat format in AgencyFormat.All)
        {
            format.Columns.SelectMany(column => column.Variants.Prepend(column.Name).Select(name => new string([.. name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])).Distinct())
                .Should().OnlyHaveUniqueItems(format.Name);
        }
    }

    [Fact]
    public void OrrList_LinesThatAreNotRows_AreRejectedWithAReason()
    {
        Imported imported = Imported.OfText("orr-separated-children", """
            AGE,GENDER,COO,DATE_APPREHENDED,REFERRAL_DATE,DATE_ORR_APPROVED,REFERRING OFFICE,FACILITY_APPROVED,REUNITIED_SEP_PARENTS,UAC STATUS,Date Discharged,Reason fo Separation
            A,B,C,D,E,F,G,H,I,J,K,L
            8,M,Honduras,43253,6/4/2018,6/5/2018,,Cayuga Centers,Reunited with Sep. Parent,DISCHARGED,7/11/2018,"Zero
            Tolerance Policy"
            AGE,GENDER,COO,DATE_APPREHENDED,REFERRAL_DATE,DATE_ORR_APPROVED,REFERRING OFFICE,FACILITY_APPROVED,REUNITIED_SEP_PARENTS,UAC STATUS,Date Discharged,Reason fo Separation
            ,,,,,,,,,,,
            7,F,Guatemala,5/18/2018,,,,,,DISCHARGED,,
            6,F,Guatemala,5/18/2018,,,,,,ADMITTED,,
            ,F,Guatemala,,,,,,,DISCHARGED,,
            Total,2,,,,,,,,,,
            Figures are preliminary and may change after review.,,,,,,,,,,,
            """);

        imported.Taken[0].Should().Contain(
        [
            new("outcome", "reunitedWithParent"), new("separated_month", "2018-06"), new("reason_code", "zero-tolerance"), new("country_of_origin", "HN"), new("facility_approved", "CAYUGA CENTERS"),
        ]);
        imported.Taken.Skip(1).Select(row => row.GetValueOrDefault(OrrSeparatedChildren.Outcome)).Should().Equal(null, "inCare");
        imported.Rows.Should().Be(8);
        imported.RejectReasons.Keys.Should().SatisfyRespectively(
            reason => reason.Should().StartWith("AGE: This is a row of column letters"),
            reason => reason.Should().StartWith("AGE: This is a repeated line of column names"),
            reason => reason.Should().StartWith("date_apprehended: The row has no date, age or outcome"),
            reason => reason.Should().StartWith("AGE: This is a line of totals"),
            reason => reason.Should().StartWith("AGE: This is a note"));
    }

    [Theory]
    [InlineData("AGE,GENDER,COO,DATE_APREHENDED,REUNITED_SEP_PARENT,Reason for Seperation")]
    [InlineData("age;gender;coo;date apprehended;reunitied sep parents;reason fo separation")]
    [InlineData("\"Age\"\t\"Gender\"\t\"COO\"\t\"Date Apprehended\"\t\"Reunited Sep Parents\"\t\"Separation Reason\"")]
    public void OrrList_HeaderRetyped_IsKnown(string header) =>
        Imported.OfText("orr-separated-children", header + "\n").Rows.Should().Be(0);

    [Fact]
    public void CbpApprehensions_Subject_HasWhatTheReleaseSays()
    {
        Imported imported = Imported.OfText("cbp-apprehensions", """
            CBP FOIA
            Apprehension Time,Arrest Date,Sector,APP Age,Subject Gender,Citizenship,Language,Subject AFILE#,FMU NUMBER(S),Event Number,#of Children and Nationality,Demographic*
            10:00,5/18/2018,RGV,34,F,GUATE,Mam,A 076 123 456,FMU-77,E1,2 GUATEMALA,FMUA
            10:00,5/18/2018,RGV,8,M,GUATE,(b)(6),(b)(6),FMU-77,E1,,FMUA
            """);

        AgencyPerson parent = imported.Persons[0];
        (parent.ANumber.ToString(), parent.FamilyUnitNumber, parent.StatedChildren, parent.Role).Should().Be(("076123456", "FMU-77", 2, AgencyRole.Adult));
        (parent.Language?.Code, parent.Citizenship?.Code, parent.Office?.Code, parent.Sex).Should().Be(("mam", "GT", "RGV", Sex.Female));
        parent.EncounteredAt.Should().Be(new DateTime(2018, 5, 18));
        AgencyPerson child = imported.Persons[1];
        (child.ANumber, child.Language, child.Role).Should().Be((null, null, AgencyRole.Minor));
        imported.Links.Should().BeEmpty("a shared family unit number is evidence for a link, which the import judges over all rows");
    }

    [Fact]
    public void OrrPortal_BothTables_TieChildToParent()
    {
        Imported children = Imported.OfText("orr-portal", """
            uac_id,alien_no,first_name,last_name,aka,dob,cob,gender,middle_name,familygroup,date_of_apprehension,orr_comments
            4711,A201200001,Dilcia,Hernández Chávez,,2010-02-01 00:00:00,Honduras,F,Marisol,FG1,2018-05-18 00:00:00,
            """);
        Imported relatives = Imported.OfText("orr-portal", """
            apprehension_id,uac_id,name,anumber,phone,relationship_id,relationship,address,apprehension_type,age
            1,4711,"Hernández Pop, Dilcia",A201200000,555-0100,3,Mother,"1 Main St",E,28
            2,4711,Juan Pop,A201200009,,9,,,,40
            ,4711,Nobody,,,,,,,
            """);

        AgencyPerson child = children.Persons.Single();
        (child.RecordId, child.ANumber.ToString(), child.Name.Given, child.Name.Maternal).Should().Be(("orr:4711", "201200001", "DILCIA MARISOL", "CHAVEZ"));
        relatives.Persons.Select(person => person.RecordId).Should().Equal("orr:4711/1", "orr:4711/2");
        relatives.Links.Should().Equal(new AgencyLink("orr:4711/1", "orr:4711", "parent", "same_encounter"));
        relatives.Rejected.Should().Be(1);
        relatives.Taken.SelectMany(row => row.Values).Should().NotContain(value => value.Contains("555") || value.Contains("Main"));
    }

    [Fact]
    public void TaskForceList_Row_IsAParentAChildAndALink()
    {
        Imported imported = Imported.OfText("task-force-list", """
            Family ID,Child A#,Child First Name,Child Last Name,Child DOB,Parent A#,Parent First Name,Parent Last Name,Parent Country,Language,Separation Date,Reason,Parent Removed (Y/N),Removal Date,Reunified
            F1,201200001,Dilcia,Hernández,2/1/2010,201200000,Marta,Hernández,HONDU,Spanish,5/18/2018,Zero Tolerance,Y,6/30/2018,N
            F2,,,,,201200005,Juan,Pop,GUATE,K'iche',5/18/2018,,,,
            F3,,(b)(6),(b)(6),,,(b)(6),(b)(6),,,,,,,
            """);

        imported.Persons.Select(person => person.RecordId).Should().Equal("#child", "#parent", "#parent");
        imported.Links.Should().Equal(new AgencyLink("#parent", "#child", "parent", "stated"));
        imported.Persons[1].DepartedOn.Should().Be(new DateOnly(2018, 6, 30));
        imported.Persons[2].Language?.Code.Should().Be("quc");
        imported.RejectReasons.Should().ContainSingle().Which.Key.Should().Contain("identifies neither");
    }

    [Fact]
    public void IceRemovals_DepartureMissingOrHalfKnown_IsRejected()
    {
        Imported imported = Imported.OfText("ice-removals", """
            Departed Date,Date of Birth,Gender,Country of Citizenship,Event Number,Most Serious Conviction,Case Category
            ,1/1/1980,Male,MEXICO,X1,,[16] Reinstated Final Order
            May-18,1/1/1980,Male,MEXICO,X1,,[16] Reinstated Final Order
            (b)(6),1/1/1980,Male,MEXICO,X1,,[16] Reinstated Final Order
            5/1/2018,1/1/1980,Male,MEXICO,X1,,[16] Reinstated Final Order
            """);

        imported.Rejected.Should().Be(3);
        imported.Persons.Should().ContainSingle().Which.DateOfBirth!.Value.MayBePlaceholder.Should().BeTrue();
    }
}
